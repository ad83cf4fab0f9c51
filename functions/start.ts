import { app } from '@azure/functions';

// Nothing else says that settings are wrong before somebody wants something. It stops no door: health answers all the same.
app.hook.appStart(
  () =>
    void setImmediate(async () => {
      const { tellMistakes } = await import('../src/wiring/index.ts');
      // biome-ignore lint/suspicious/noConsole: no function runs that could log. Of stderr the host takes for an error what has the word in it (Azure/azure-functions-host#8273).
      tellMistakes((says) => console.error(says));
    }),
);
