// The pages of the demonstration provider: plain French HTML that works without a script.
import { citizens } from './citizens.mjs';

const style = `
:root { color-scheme: light dark; --ink: #1b1b2f; --paper: #f7f6f2; --card: #fff; --line: #8a8a99; --accent: #3a3a8c; --on: #fff; --note: #fff3c9; --note-ink: #3d2f00 }
@media (prefers-color-scheme: dark) { :root { --ink: #ecebf5; --paper: #16161f; --card: #22222e; --line: #8d8da0; --accent: #b9b9ff; --on: #14142b; --note: #40360f; --note-ink: #ffeab0 } }
* { box-sizing: border-box }
body { margin: 0; font: 1.125rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
main { max-width: 34rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 1rem }
.note { background: var(--note); color: var(--note-ink); border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 1.5rem }
form { margin: 0 0 .75rem }
button { width: 100%; min-height: 3.5rem; padding: .75rem 1rem; font: inherit; text-align: left; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: .5rem; cursor: pointer }
button b { display: block; color: var(--accent) }
button:hover { border-color: var(--accent) }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.cancel button { text-align: center; background: none }`;

const escape = (text) => String(text).replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);

export function page(title, body) {
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/// The choice of an identity. `action` is the address of the interaction.
export function choicePage(action) {
  const choices = Object.entries(citizens).map(([id, citizen]) => `<form method="post" action="${escape(action)}/login">
<button name="citizen" value="${escape(id)}"><b>${escape(citizen.given_name)} ${escape(citizen.family_name)}</b>${escape(citizen.note)}</button>
</form>`);
  return page('FranceConnect — démonstration', `<p class="note">Ceci n’est pas FranceConnect. C’est une démonstration : ces personnes sont inventées.</p>
<p>Choisissez avec quelle identité vous connecter.</p>
${choices.join('\n')}
<form class="cancel" method="post" action="${escape(action)}/cancel"><button>Annuler et revenir au site</button></form>`);
}

/// `form` is the engine's own form, empty but for its secret; it sends itself where scripts run.
export function logoutPage(form) {
  return page('Déconnexion — démonstration', `<p>Vous quittez l’identité de démonstration.</p>
${form}
<button form="op.logoutForm" name="logout" value="yes">Se déconnecter</button>
<script>
const form = document.getElementById('op.logoutForm');
const answer = Object.assign(document.createElement('input'), { type: 'hidden', name: 'logout', value: 'yes' });
form.append(answer);
form.submit();
</script>`);
}

export function errorPage(code, text) {
  return page('Une erreur technique est survenue', `<p class="note">Ceci est la démonstration de FranceConnect.</p>
<p>${escape(text)}</p>
<p>Code : <b id="error-code">${escape(code)}</b></p>`);
}
