import type { PinTries, TokenState, TokenView } from './token.ts'

/** @returns a state in a sentence for people, with what to do. Tries are as the token tells them. */
export function explainToken({ label, state, tries }: Pick<TokenView, 'label' | 'state' | 'tries'>): string {
  const left: Readonly<Record<PinTries, string>> = {
    'not-told': '',
    few: ' A wrong PIN was tried before; few tries are left.',
    one: ' One try is left before the token blocks itself.',
    none: ''
  }
  const texts: Readonly<Record<TokenState, string>> = {
    absent: `The token ${label} is not plugged in. Plug it in; what waits for it is signed then.`,
    locked: `The token ${label} waits for its PIN.${left[tries]}`,
    unlocked: `The token ${label} is ready to sign.`,
    'wrong-pin': `The PIN of the token ${label} was wrong.${left[tries]} Make sure of it before you try again.`,
    blocked: `The token ${label} is blocked after too many wrong PINs. Unblock it with its PUK or its security officer, with the tool of its maker.`,
    uninitialised: `The token ${label === '' ? 'in this slot' : label} is not set up. Initialise it and set a PIN with the tool of its maker.`,
    'factory-credentials': `The token ${label} still has the PIN that it left the factory with, which everybody knows. Change it first.`
  }
  return texts[state]
}
