import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Approve from '@mui/icons-material/HowToRegOutlined'
import Cancel from '@mui/icons-material/UndoOutlined'
import Decline from '@mui/icons-material/ThumbDownOutlined'
import Edit from '@mui/icons-material/EditOutlined'
import Run from '@mui/icons-material/PlayArrowOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { z } from 'zod'
import type { proposalView } from '../../../src-shared/api/quorum.ts'
import { livingStates } from '../../../src-shared/model/quorum.ts'
import { useRead } from '../../live.ts'
import type { Action } from '../../ui/action/action.ts'
import { useActions } from '../../ui/action/action-registry.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { ApprovalsSection } from './approvals-section.tsx'
import { InputFields, Changes } from './input-fields.tsx'
import { useOperationWords } from './operation-words.ts'
import { ProposalDialog, type DialogName } from './proposal-dialogs.tsx'

export type Proposal = z.output<typeof proposalView>

/** One proposal: what it would do, who approved, what is missing. */
export function ProposalPage(): ReactElement {
  const { t } = useTranslation('quorum')
  const id = Number(useParams()['id'])
  const read = useRead('quorum.show', { id })
  if (read.data !== undefined) return <Loaded key={id} proposal={read.data.proposal} />
  return (
    <Page title={t('one', { id })}>
      {read.error === null ? (
        <Skeleton variant="rounded" height={320} />
      ) : (
        <ErrorView error={read.error} onRetry={() => void read.refetch()} />
      )}
    </Page>
  )
}

function Loaded({ proposal }: { readonly proposal: Proposal }): ReactElement {
  const { t } = useTranslation('quorum')
  const words = useOperationWords()
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const { id, mine } = proposal
  const lives = livingStates.has(proposal.state)
  const actions = useMemo(() => {
    const one = (name: DialogName, icon: NonNullable<Action['icon']>, more: Partial<Action> = {}): Action => ({
      id: `quorum.${name}`,
      label: t(`action.${name}`),
      icon,
      run: () => {
        setDialog(name)
      },
      ...more
    })
    return [
      ...(mine.execute ? [one('execute', Run, { tone: 'primary' })] : []),
      ...(mine.approve ? [one('approve', Approve, { tone: 'primary' })] : []),
      ...(mine.decline ? [one('decline', Decline)] : []),
      ...(mine.withdraw ? [one('explain', Edit), one('withdraw', Cancel)] : [])
    ]
  }, [mine, t])
  useActions(actions)
  return (
    <Page
      title={t('one', { id })}
      aside={<StateChip kind="proposal" state={proposal.state} />}
      lead={words(proposal.operation, proposal.summary)}
      actions={actions}
      width="wizard"
    >
      {proposal.state === 'interrupted' && <Alert severity="warning">{t('interrupted')}</Alert>}
      {proposal.outcome !== null && (
        <Alert severity="warning">
          <span lang="en">{proposal.outcome}</span>
        </Alert>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 4,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' }
        }}
      >
        <Box sx={{ display: 'grid', gap: 4, alignContent: 'start', minWidth: 0 }}>
          <Section title={t(lives ? 'what' : 'whatPast')}>
            <DefinitionList
              items={[
                { term: t('fact.operation'), value: <Mono value={proposal.operation} grouped={false} copy={false} /> },
                { term: t('fact.about'), value: proposal.about },
                { term: t('fact.proposer'), value: proposal.proposer },
                { term: t('fact.reason'), value: proposal.reason === '' ? t('noReason') : proposal.reason },
                { term: t('fact.made'), value: <TimeText at={proposal.createdAt} /> },
                { term: t('fact.ends'), value: lives ? <TimeText at={proposal.expiresAt} /> : null },
                { term: t('fact.executedBy'), value: proposal.executedBy }
              ]}
            />
          </Section>
          {proposal.changes.length > 0 && <Changes changes={proposal.changes} />}
          <InputFields proposal={proposal} />
          {proposal.result !== null && (
            <Section title={t('result')} lead={t('resultLead')}>
              <Box
                component="pre"
                tabIndex={0}
                sx={{
                  m: 0,
                  fontSize: 12,
                  maxHeight: 320,
                  overflow: 'auto',
                  whiteSpace: 'pre-wrap',
                  overflowWrap: 'anywhere'
                }}
              >
                {JSON.stringify(proposal.result, null, 2)}
              </Box>
            </Section>
          )}
        </Box>
        <ApprovalsSection proposal={proposal} />
      </Box>
      {dialog !== null && (
        <ProposalDialog
          name={dialog}
          proposal={proposal}
          onClose={() => {
            setDialog(null)
          }}
        />
      )}
    </Page>
  )
}
