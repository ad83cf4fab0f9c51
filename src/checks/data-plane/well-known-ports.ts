/** A protocol that is not HTTP, by the port that it is registered or commonly used for. */
export interface WellKnown {
  readonly speaks: string;
  /** The server sends the first bytes: a proxy that waits for the client's waits for long. */
  readonly serverFirst: boolean;
}

const serverFirst = (speaks: string): WellKnown => ({ speaks, serverFirst: true });
const clientFirst = (speaks: string): WellKnown => ({ speaks, serverFirst: false });

/** IANA's registry and the projects' own documents; ports that HTTP servers use as well are left out. */
const wellKnown: ReadonlyMap<number | string, WellKnown> = new Map([
  [21, serverFirst('FTP')],
  [22, serverFirst('SSH')],
  [25, serverFirst('SMTP')],
  [110, serverFirst('POP3')],
  [143, serverFirst('IMAP')],
  [389, clientFirst('LDAP')],
  [587, serverFirst('SMTP')],
  [636, clientFirst('LDAP over TLS')],
  [1433, clientFirst('SQL Server')],
  [1521, clientFirst('Oracle')],
  [1883, clientFirst('MQTT')],
  [2181, clientFirst('ZooKeeper')],
  [3306, serverFirst('MySQL')],
  [4222, serverFirst('NATS')],
  [5432, clientFirst('PostgreSQL')],
  [5671, clientFirst('AMQP over TLS')],
  [5672, clientFirst('AMQP')],
  [6379, clientFirst('Redis')],
  [6380, clientFirst('Redis over TLS')],
  [8883, clientFirst('MQTT over TLS')],
  [9042, clientFirst('Cassandra')],
  [9092, clientFirst('Kafka')],
  [11211, clientFirst('memcached')],
  [26379, clientFirst('Redis Sentinel')],
  [27017, clientFirst('MongoDB')],
]);

/** Names by which people say that a port is HTTP all the same. */
const soundsLikeHttp = /http|web|rest|api|grpc|metrics|prom|admin|ui|dashboard|health/i;

/** What a port is known for, by the Service's number or else the pod's; undefined where its name says otherwise. */
export function knownFor(
  { name = '', port }: { readonly name?: string; readonly port: number },
  podPort: number | string,
): WellKnown | undefined {
  if (soundsLikeHttp.test(name)) return undefined;
  return wellKnown.get(port) ?? wellKnown.get(podPort);
}
