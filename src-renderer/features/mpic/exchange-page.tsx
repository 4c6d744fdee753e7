import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import { useRead } from '../../live.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { EngineSentence } from '../../ui/engine/engine-sentence.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { ExchangeBodies } from '../../ui/proof/exchange-bodies.tsx'
import { MpicDetailView } from '../../ui/proof/mpic-detail-view.tsx'
import { SimulatedRules } from './simulated-rules.tsx'

/** One kept exchange: who saw what, the arithmetic, the rules of another day, and both bodies. */
export function ExchangePage(): ReactElement {
  const { t } = useTranslation('mpic')
  const id = Number(useParams()['id'])
  const read = useRead('mpic.show', { id })
  if (read.data === undefined)
    return (
      <Page title={t('ui:evidence.exchange.title', { id })}>
        {read.error === null ? (
          <Skeleton variant="rounded" height={320} />
        ) : (
          <ErrorView error={read.error} onRetry={() => void read.refetch()} />
        )}
      </Page>
    )
  return <LoadedPage key={id} shown={read.data} />
}

function LoadedPage({ shown }: { readonly shown: Output<'mpic.show'> }): ReactElement {
  const { t } = useTranslation('mpic')
  const { exchange, detail } = shown
  const what = exchange.method ?? exchange.checkType
  return (
    <Page
      title={t('exchange.title', { target: exchange.target })}
      lead={t('ui:evidence.exchange.title', { id: exchange.id })}
      aside={<StateChip kind="check" state={exchange.outcome} />}
    >
      <Box sx={{ display: 'grid', gap: 4, maxWidth: 1200, '& > *': { minWidth: 0 } }}>
        <Section title={t('exchange.facts')}>
          <Box sx={{ display: 'grid', gap: 3 }}>
            <EngineSentence rule={exchange.rule} message={exchange.reason} />
            <DefinitionList
              items={[
                { term: t('exchange.what'), value: t(`ui:evidence.method.${what}`, { defaultValue: what }) },
                { term: t('exchange.rule'), value: <Mono value={exchange.rule} grouped={false} copy={false} /> },
                { term: t('exchange.at'), value: <TimeText at={exchange.at} /> },
                { term: t('exchange.took'), value: t('history.took', { ms: exchange.milliseconds }) },
                { term: t('exchange.url'), value: <Mono value={exchange.url} grouped={false} /> },
                { term: t('exchange.trace'), value: <Mono value={exchange.trace} grouped={false} /> }
              ]}
            />
          </Box>
        </Section>
        <Section title={t('check.result')}>
          <MpicDetailView detail={detail} withoutExchange />
        </Section>
        <SimulatedRules id={exchange.id} />
        <Section title={t('ui:evidence.mpic.exchange')}>
          <ExchangeBodies shown={shown} />
        </Section>
      </Box>
    </Page>
  )
}
