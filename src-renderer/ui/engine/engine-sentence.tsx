import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { evidenceWordsDe } from './evidence-words-de.ts'
import { lintMeaningsDe } from './lint-meanings-de.ts'
import { reasonWordsDe } from './reason-words-de.ts'

/** @returns what a rule wants or says in the language of the window; undefined where only the engine's sentence is there */
export function ruleWords(language: string, rule: string): string | undefined {
  if (!language.startsWith('de')) return undefined
  const words: Readonly<Record<string, string>> = { ...lintMeaningsDe, ...evidenceWordsDe, ...reasonWordsDe }
  return Object.hasOwn(words, rule) ? words[rule] : undefined
}

/**
 * A sentence of the engine. It speaks English, with the values in it; in another language the rule's own words come
 * first, and the engine's sentence stands below as it is.
 */
export function EngineSentence(props: {
  readonly rule: string
  readonly message: string
  readonly color?: 'error'
  readonly small?: boolean
}): ReactElement {
  const { i18n } = useTranslation('ui')
  const { rule, message, color, small } = props
  const words = ruleWords(i18n.language, rule)
  const main = small === true ? 'caption' : 'body2'
  const tone = color === undefined ? {} : { color }
  if (words === undefined)
    return (
      <Typography variant={main} component="p" {...tone}>
        {message}
      </Typography>
    )
  // What was not asked for is said without any value: the rule's own words are all of it.
  if (/\.not-(?:required|reached)$/.test(rule))
    return (
      <Typography variant={main} component="p" {...tone}>
        {words}
      </Typography>
    )
  return (
    <>
      <Typography variant={main} component="p" {...tone}>
        {words}
      </Typography>
      <Typography variant="caption" component="p" color="textSecondary" lang="en">
        {message}
      </Typography>
    </>
  )
}
