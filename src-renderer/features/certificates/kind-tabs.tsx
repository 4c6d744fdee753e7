import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { certificateKind } from '../../../src-shared/model/certificate.ts'

/** The lists: all certificates, or those of one kind. */
export function KindTabs(props: {
  readonly kind: string | undefined
  readonly onChange: (kind: string | undefined) => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const kinds = ['all', ...certificateKind.options] as const
  const shown = kinds.find((kind) => kind === props.kind) ?? 'all'
  return (
    <Tabs
      value={shown}
      onChange={(_, next: string) => {
        props.onChange(next === 'all' ? undefined : next)
      }}
      variant="scrollable"
      aria-label={t('list.kinds')}
      sx={{ minHeight: 36, '& .MuiTab-root': { minHeight: 36, py: 1 } }}
    >
      {kinds.map((kind) => (
        <Tab key={kind} value={kind} label={t(`list.kind.${kind}`)} />
      ))}
    </Tabs>
  )
}
