import Save from '@mui/icons-material/SaveAltOutlined'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import type { WireSide } from '../../../src-shared/model/wire.ts'
import { call } from '../../client.ts'
import { useRead } from '../../live.ts'
import type { Action } from '../../ui/action/action.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { CodeBlock } from '../../ui/proof/code-block.tsx'
import { laidOut } from '../../ui/proof/readable-bytes.ts'
import { messageText } from './message-text.ts'
import { OutcomeChip } from './outcome-chip.tsx'
import { ReplaySection } from './replay-section.tsx'
import { StepList } from './step-list.tsx'

/** One kept exchange: what happened, step by step, its bytes, and what would be answered now. */
export function WireExchangePage(): ReactElement {
  const { t } = useTranslation('wire')
  const id = Number(useParams()['id'])
  const read = useRead('wire.show', { id })
  if (read.data === undefined)
    return (
      <Page title={t('one', { id })}>
        {read.error === null ? (
          <Skeleton variant="rounded" height={320} />
        ) : (
          <ErrorView error={read.error} onRetry={() => void read.refetch()} />
        )}
      </Page>
    )
  return <LoadedPage key={id} shown={read.data} />
}

function LoadedPage({ shown }: { readonly shown: Output<'wire.show'> }): ReactElement {
  const { t } = useTranslation('wire')
  const { save } = useSave()
  const { exchange, request, answer, steps } = shown
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'wire.export',
        label: t('export'),
        icon: Save,
        run: () => {
          save(async () => (await call('wire.export', { id: exchange.id })).file)
        }
      }
    ],
    [t, save, exchange.id]
  )
  const masked = [...new Set([...request.masked, ...answer.masked])].join(', ')
  return (
    <Page
      title={`${t(`protocol.${exchange.protocol}`)} ${exchange.operation}`.trim()}
      lead={t('one', { id: exchange.id })}
      aside={<OutcomeChip outcome={exchange.outcome} />}
      actions={actions}
    >
      <Box sx={{ display: 'grid', gap: 4, maxWidth: 1200, '& > *': { minWidth: 0 } }}>
        <Section title={t('facts')}>
          <Box sx={{ display: 'grid', gap: 3 }}>
            {exchange.reason !== null && (
              <Typography lang="en" sx={{ fontWeight: 600, whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                {exchange.reason}
              </Typography>
            )}
            <DefinitionList
              items={[
                {
                  term: t('asked'),
                  value: <Mono value={`${exchange.method} ${exchange.path}`} grouped={false} copy={false} />
                },
                { term: t('column.service'), value: exchange.service },
                { term: t('column.peer'), value: exchange.peer },
                { term: t('column.at'), value: <TimeText at={exchange.at} /> },
                { term: t('column.ms'), value: t('took', { ms: exchange.milliseconds.toFixed(1) }) },
                { term: t('column.status'), value: exchange.status },
                { term: t('masked'), value: masked },
                { term: t('kept'), value: <TimeText at={shown.deleteAt} /> }
              ]}
            />
          </Box>
        </Section>
        {(['request', 'answer'] as const).map((side) => (
          <Section key={side} title={t(`side.${side}`)}>
            <StepList steps={steps.filter((step) => step.side === side)} />
          </Section>
        ))}
        <ReplaySection
          id={exchange.id}
          withPassword={request.masked.some((name) => name.toLowerCase() === 'authorization')}
        />
        <Section title={t('bytes.title')}>
          <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
            <Bytes label={t('bytes.request')} first={`${exchange.method} ${exchange.path}`} side={request} />
            <Bytes label={t('bytes.answer')} first={`HTTP ${exchange.status ?? '–'}`} side={answer} />
          </Box>
        </Section>
      </Box>
    </Page>
  )
}

function Bytes(props: { readonly label: string; readonly first: string; readonly side: WireSide }): ReactElement {
  const text = messageText(props.first, props.side, laidOut)
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Typography component="h3" sx={{ fontWeight: 600 }}>
        {props.label}
      </Typography>
      <CodeBlock label={props.label} text={text} />
    </Box>
  )
}
