import i18next from 'i18next'
import type { z } from 'zod'

/**
 * Words for what a schema holds against a value, in the language of the window. Where a schema brings a message of its
 * own, that one stands.
 */
export function schemaWords(issue: z.core.$ZodRawIssue): string | undefined {
  const t = (key: string, count?: unknown): string =>
    i18next.t(`ui:rule.${key}`, { ...(count === undefined ? {} : { count: Number(count) }) })
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) === 1 ? t('missing') : t('shortText', issue.minimum)
      if (issue.origin === 'array') return t('fewItems', issue.minimum)
      return t('small', issue.minimum)
    case 'too_big':
      if (issue.origin === 'string') return t('longText', issue.maximum)
      if (issue.origin === 'array') return t('manyItems', issue.maximum)
      return t('big', issue.maximum)
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return t('missing')
      return issue.expected === 'number' || issue.expected === 'int' ? t('number') : undefined
    case 'invalid_format':
      return issue.format === 'base64' ? t('base64') : t('form')
    case 'invalid_value':
    case 'invalid_union':
      return t('choice')
    default:
      return undefined
  }
}
