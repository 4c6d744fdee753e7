import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileContent } from '../../../../src-shared/model/profile.ts'
import { useRead } from '../../../live.ts'
import { ErrorView } from '../../../ui/display/error-view.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { AdviceList } from '../advice-list.tsx'
import { ContentSummary } from '../content-summary.tsx'
import { useCheckedContent } from './use-checked-content.ts'

/** Beside the fields: what the rules hold against the profile as it stands, and what a certificate would contain. */
export function LivePanel(props: {
  readonly opened: ProfileContent
  readonly authorityId: number | null
  readonly onGo: (where: string) => void
}): ReactElement {
  const { t } = useTranslation('profiles')
  const content = useCheckedContent()
  // While a field is wrong, the panel goes on showing what was right last.
  const [last, setLast] = useState(props.opened)
  if (content !== null && content !== last) setLast(content)
  const check = useRead(
    'profile.check',
    { content: last, ...(props.authorityId === null ? {} : { authority: props.authorityId }) },
    { keepPrevious: true }
  )
  return (
    <Box sx={{ display: 'grid', gap: 4, position: 'sticky', top: 16 }}>
      <Section title={t('section.advice')}>
        {check.error !== null ? (
          <ErrorView error={check.error} />
        ) : check.data === undefined ? (
          <Typography color="text.secondary">{t('advice.checking')}</Typography>
        ) : (
          <AdviceList advice={check.data.advice} onGo={props.onGo} />
        )}
      </Section>
      <Section title={t('section.content')}>
        <ContentSummary content={last} narrow />
      </Section>
    </Box>
  )
}
