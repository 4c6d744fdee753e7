import type { SecretField } from '../../src-shared/secret-entry.ts'
import { isTypedTwice, type PinQuestion } from './pin-dialog-form.ts'
import { pinWords } from './pin-dialog-words.ts'

/** A window is this wide; it grows with what it asks for. */
export const pinWindowWidth = 440

/**
 * The page of the window for PINs: HTML alone. It brings no script, and its policy lets none run; what is typed goes back
 * as a form to the process that made the page.
 * @param page.nonce of the one style element; `page.proposed` a PUK to begin with; `page.problems` by the name of the field
 */
export function pinPage(
  question: PinQuestion,
  page: { readonly nonce: string; readonly proposed: string; readonly problems: ReadonlyMap<string, string> }
): string {
  const { operation, name, fields, language, warning } = question
  const words = pinWords[language]
  const makesPuk = fields.some(({ kind }) => kind === 'new-puk')
  const first = fields[0]?.name
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${text(words.what[operation])}</title>
<style nonce="${page.nonce}">${style}</style></head>
<body><main>
<h1>${text(words.what[operation])}</h1>
<p class="name">${text(name)}</p>
${warning === '' ? '' : `<p class="warning" role="alert">${text(warning)}</p>`}
<form method="post" autocomplete="off">
${fields.map((field) => fieldHtml(field, question, page, field.name === first)).join('\n')}
${makesPuk ? notedHtml(words.noted, page.problems.get('noted')) : ''}
<p class="seen">${text(words.seen)}</p>
<div class="buttons">
<button type="submit" name="action" value="go" class="go">${text(words.go)}</button>
<button type="submit" name="action" value="cancel" formnovalidate>${text(words.cancel)}</button>
</div>
</form>
</main></body></html>`
}

/** @returns the height that the page takes, in pixels */
export function pinWindowHeight({ fields, language, warning }: PinQuestion): number {
  const { rule } = pinWords[language]
  const lines = fields.reduce((sum, field) => {
    const help = rule[field.kind] ?? ''
    return sum + (isTypedTwice(field) ? 2 : 1) * 66 + Math.ceil(help.length / 56) * 18
  }, 0)
  const noted = fields.some(({ kind }) => kind === 'new-puk') ? 44 : 0
  return 196 + lines + noted + (warning === '' ? 0 : 32 + Math.ceil(warning.length / 50) * 20)
}

function fieldHtml(
  field: SecretField,
  { language }: PinQuestion,
  { proposed, problems }: { readonly proposed: string; readonly problems: ReadonlyMap<string, string> },
  first: boolean
): string {
  const words = pinWords[language]
  const label = words.field[field.kind]
  const isPuk = field.kind === 'new-puk'
  const line = (name: string, caption: string, help: string, focused: boolean): string => {
    const problem = problems.get(name)
    const below = problem ?? help
    return `<label for="${name}">${text(caption)}</label>
<input id="${name}" name="${name}" type="${isPuk ? 'text' : 'password'}" autocomplete="off" spellcheck="false"${
      isPuk ? ` value="${text(proposed)}"` : ''
    }${field.mayBeEmpty === true ? '' : ' required'}${focused ? ' autofocus' : ''}${
      problem === undefined ? '' : ' aria-invalid="true"'
    }${below === '' ? '' : ` aria-describedby="${name}-help"`}>
${below === '' ? '' : `<p id="${name}-help" class="${problem === undefined ? 'help' : 'problem'}">${text(below)}</p>`}`
  }
  return [
    line(field.name, label, words.rule[field.kind] ?? '', first),
    ...(isTypedTwice(field) ? [line(`${field.name}-again`, words.again(label), '', false)] : [])
  ].join('\n')
}

function notedHtml(label: string, problem: string | undefined): string {
  return `<label class="check"><input type="checkbox" name="noted" value="yes" required> ${text(label)}</label>
${problem === undefined ? '' : `<p class="problem">${text(problem)}</p>`}`
}

function text(raw: string): string {
  return raw.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}

const style = `
:root { color-scheme: light dark; --line: #8a929c; --soft: #59626d; --accent: #0b6e6e; --on: #fff; --bad: #a4262c; --page: #fff; --ink: #1c1f23 }
@media (prefers-color-scheme: dark) {
:root { --line: #7b858f; --soft: #a4aeb8; --accent: #4fc3b8; --on: #10201f; --bad: #f2908f; --page: #16191d; --ink: #e8eaed }
}
* { box-sizing: border-box }
body { margin: 0; padding: 20px 24px; background: var(--page); color: var(--ink); font: 14px/20px Inter, system-ui, sans-serif }
h1 { margin: 0; font-size: 18px; line-height: 26px; font-weight: 600 }
p { margin: 0 }
.name { color: var(--soft); overflow-wrap: anywhere }
.warning { margin-top: 12px; padding: 8px 12px; border: 1px solid var(--bad); border-radius: 6px; color: var(--bad); overflow-wrap: anywhere }
form { margin-top: 12px }
label { display: block; margin: 8px 0 4px; font-weight: 600; font-size: 13px }
input:not([type=checkbox]) { width: 100%; height: 36px; padding: 0 10px; border: 1px solid var(--line); border-radius: 6px; background: transparent; color: inherit; font: inherit }
input[type=text] { font-family: ui-monospace, monospace; letter-spacing: .08em }
input:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
.check { font-weight: 400; display: flex; gap: 8px; align-items: center; margin-top: 10px }
.help, .seen { font-size: 12px; line-height: 16px; color: var(--soft); margin-top: 3px }
.seen { margin-top: 14px }
.problem { font-size: 12px; line-height: 16px; color: var(--bad); margin-top: 3px }
.buttons { display: flex; flex-direction: row-reverse; gap: 8px; margin-top: 14px }
button { height: 36px; padding: 0 16px; border: 1px solid var(--line); border-radius: 6px; background: transparent; color: inherit; font: inherit; font-weight: 600 }
.go { background: var(--accent); border-color: var(--accent); color: var(--on) }
`
