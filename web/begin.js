// No module: it is there when one of them did not come. The page then says so, and loads itself again once the hub answers.
{
  /** @type {Record<string, string>} */
  const WORDS = {
    nl: 'De pagina is niet helemaal aangekomen. Zodra de verbinding er is, wordt zij opnieuw geladen.',
    en: 'The page did not arrive completely. It is loaded again as soon as there is a connection.'
  };
  const FIRST_WAIT_MILLIS = 1_000;
  const LONGEST_WAIT_MILLIS = 60_000;
  let waiting = false;

  /** @param {number} millis */
  const sleep = millis => new Promise(resolve => setTimeout(resolve, millis));

  function tell() {
    const language = localStorage.getItem('language') ?? 'nl';
    document.body.prepend(
      Object.assign(document.createElement('p'), {
        className: 'incomplete',
        role: 'alert',
        textContent: WORDS[language] ?? WORDS.nl
      })
    );
  }

  /** Each time in a row waits twice as long, and never at the same moment as everyone else. */
  async function loadAgain() {
    if (waiting) return;
    waiting = true;
    tell();
    const before = Number(sessionStorage.getItem('incomplete') ?? 0);
    sessionStorage.setItem('incomplete', String(before + 1));
    for (let wait = FIRST_WAIT_MILLIS * 2 ** Math.min(before, 10); ; wait *= 2) {
      await sleep(Math.min(wait, LONGEST_WAIT_MILLIS) * (0.5 + Math.random()));
      const isThere = await fetch('/index.html', {cache: 'no-cache'}).then(
        answer => answer.ok,
        () => false
      );
      if (isThere) return location.reload();
    }
  }

  addEventListener('error', event => event.target instanceof HTMLScriptElement && loadAgain(), true);
  addEventListener('incomplete', loadAgain);
  addEventListener('complete', () => sessionStorage.removeItem('incomplete'));
}
