import Link from '@mui/material/Link'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { CrlCalendarRow } from '../../../src-shared/api/crls.ts'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { scopeWords } from './scope-words.ts'

/** The parts and deltas of an authority's CRLs, each with what is out. */
export function PartsTable(props: { readonly name: string; readonly parts: CrlCalendarRow['lists'] }): ReactElement {
  const { t } = useTranslation('publication')
  return (
    <QuietTable
      label={t('calendar.partsOf', { name: props.name })}
      head={[t('column.scope'), t('column.kind'), t('column.number'), t('column.state'), t('calendar.goodUntil')]}
      rows={props.parts.map(({ scope, kind, state, last }) => ({
        key: `${scope} ${kind}`,
        cells: [
          scopeWords(t, scope),
          t(`kind.${kind}`),
          last === null ? (
            '–'
          ) : (
            <Link key="number" component={RouterLink} to={`/publication/${last.id}`}>
              {last.number}
            </Link>
          ),
          <StateChip key="state" kind="crl" state={state} />,
          <TimeText key="until" at={last?.nextUpdate ?? null} short />
        ]
      }))}
    />
  )
}
