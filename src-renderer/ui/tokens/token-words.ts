import type { TFunction } from 'i18next'
import type { TokenView } from '../../../src-shared/model/token.ts'

/** @returns how a token is called; one that nobody has set up has neither label nor serial number, only its place */
export function tokenTitle(
  t: TFunction<'ui'>,
  { label, serial, slot }: Pick<TokenView, 'label' | 'serial' | 'slot'>
): string {
  if (label !== '') return label
  return serial === '' ? t('tokens.inSlot', { slot: slot ?? '' }) : serial
}

/** @returns the same with its serial number */
export function tokenName(t: TFunction<'ui'>, token: Pick<TokenView, 'label' | 'serial' | 'slot'>): string {
  const title = tokenTitle(t, token)
  return token.serial === '' || title === token.serial ? title : `${title} (${token.serial})`
}

/** @returns the state of a token in a sentence, with the tries that are left as far as it tells them */
export function tokenSentence(t: TFunction<'ui'>, { state, tries }: Pick<TokenView, 'state' | 'tries'>): string {
  const warns = (state === 'locked' || state === 'wrong-pin') && tries !== 'not-told'
  return [t(`tokens.explain.${state}`), warns ? t(`tokens.tries.${tries}`) : ''].filter((part) => part !== '').join(' ')
}

/** @returns whether typing the PIN would help */
export function wantsPin({ state }: Pick<TokenView, 'state'>): boolean {
  return state === 'locked' || state === 'wrong-pin'
}
