import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { monospace } from '../../theme/tokens.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { CopyButton, Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { Sheet } from '../../ui/layout/sheet.tsx'
import type { AuditLine } from './audit-columns.tsx'
import { channelWords, objectWords } from './object-words.ts'

const pages: Readonly<Record<string, string>> = {
  authority: '/authorities',
  certificate: '/certificates',
  request: '/requests',
  profile: '/profiles',
  crl: '/publication'
}

/** One row of the log with everything that was written. */
export function AuditSheet(props: { readonly row: AuditLine; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('audit')
  const { row } = props
  const detail = JSON.stringify(row.detail, null, 2)
  const page = row.objectKind === null ? undefined : pages[row.objectKind]
  const object = objectWords(t, row)
  return (
    <Sheet title={row.operation} aside={<StateChip kind="outcome" state={row.outcome} />} onClose={props.onClose}>
      <Box sx={{ display: 'grid', gap: 5 }}>
        <DefinitionList
          termWidth={120}
          items={[
            { term: t('column.seq'), value: row.seq },
            { term: t('column.at'), value: <TimeText at={row.at} /> },
            { term: t('column.actor'), value: row.actor },
            { term: t('column.channel'), value: channelWords(t, row.channel) },
            {
              term: t('column.object'),
              value:
                page === undefined || row.objectId === null ? (
                  object
                ) : (
                  <Link component={RouterLink} to={`${page}/${row.objectId}`}>
                    {object}
                  </Link>
                )
            },
            { term: t('hash'), value: <Mono value={row.hash} /> }
          ]}
        />
        <Section title={t('detail')} aside={<CopyButton value={detail} />}>
          <Box
            component="pre"
            tabIndex={0}
            sx={{
              m: 0,
              fontFamily: monospace,
              fontSize: 12,
              lineHeight: '18px',
              whiteSpace: 'pre-wrap',
              overflowWrap: 'anywhere'
            }}
          >
            {detail}
          </Box>
        </Section>
      </Box>
    </Sheet>
  )
}
