import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import HowToReg from '@mui/icons-material/HowToRegOutlined'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { proposalStates, type ProposalState } from '../../../src-shared/model/quorum.ts'
import { useRead } from '../../live.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useOperationWords } from './operation-words.ts'

const waiting: readonly ProposalState[] = ['open', 'approved', 'executing']
const past = proposalStates.filter((state) => !waiting.includes(state))

export function WaitingProposals(): ReactElement {
  return <ProposalList states={waiting} kind="waiting" />
}

export function PastProposals(): ReactElement {
  return <ProposalList states={past} kind="past" />
}

function ProposalList(props: {
  readonly states: readonly ProposalState[]
  readonly kind: 'waiting' | 'past'
}): ReactElement {
  const { t } = useTranslation('quorum')
  const words = useOperationWords()
  const read = useRead('quorum.list', { state: [...props.states], limit: 200 })
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton variant="rounded" height={200} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  const { rows } = read.data
  if (rows.length === 0)
    return props.kind === 'waiting' ? (
      <EmptyState icon={HowToReg} title={t('none')} text={t('noneText')} />
    ) : (
      <EmptyState icon={HowToReg} title={t('nonePast')} text={t('nonePastText')} />
    )
  const mineFirst = rows.toSorted((a, b) => Number(b.waitsForMe) - Number(a.waitsForMe))
  return (
    <Section title={t(`tab.${props.kind}`)} flush>
      <QuietTable
        label={t(`tab.${props.kind}`)}
        head={[
          t('column.what'),
          t('column.state'),
          t('column.approvals'),
          t('column.proposer'),
          props.kind === 'waiting' ? t('column.left') : t('column.at')
        ]}
        rows={mineFirst.map((row) => ({
          key: row.id,
          cells: [
            <Box key="what" sx={{ display: 'grid' }}>
              <Link component={RouterLink} to={`/approvals/${row.id}`} sx={{ fontWeight: 600 }}>
                {words(row.operation, row.summary)}
              </Link>
              <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                {[`${row.id}`, row.about, row.reason].filter((part) => part !== '').join(' · ')}
              </Box>
            </Box>,
            <Box key="state" sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
              <StateChip kind="proposal" state={row.state} />
              {row.waitsForMe && <Box sx={{ color: 'primary.main', fontWeight: 600 }}>{t('forMe')}</Box>}
            </Box>,
            t('ofNeeded', { approved: row.approved, needed: row.needed }),
            row.proposer,
            <TimeText key="at" at={props.kind === 'waiting' ? row.expiresAt : row.createdAt} />
          ]
        }))}
      />
    </Section>
  )
}
