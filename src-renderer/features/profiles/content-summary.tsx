import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { summaryLines } from './summary-lines.ts'

/** What a certificate under the profile would contain. */
export function ContentSummary(props: { readonly content: ProfileContent; readonly narrow?: boolean }): ReactElement {
  const { t } = useTranslation('profiles')
  const locale = useLocale()
  const items = useMemo(
    () => summaryLines(props.content, t, locale).map(({ term, value }) => ({ term, value })),
    [props.content, t, locale]
  )
  return <DefinitionList termWidth={props.narrow === true ? 140 : 180} items={items} />
}
