/** How long the certificates of sidecars are valid. */
export const validityPath = 'spec.certificate.serviceCertValidityDuration';
