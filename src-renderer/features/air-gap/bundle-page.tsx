import QrCode from '@mui/icons-material/QrCode2Outlined'
import Save from '@mui/icons-material/SaveAltOutlined'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useParams } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import { call } from '../../client.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Action } from '../../ui/action/action.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { AnswerDialog } from './answer-dialog.tsx'
import { bundleKind } from './bundle-kind.ts'
import { ItemTable } from './item-table.tsx'
import { QrDialog } from './qr-dialog.tsx'

/** One bundle that was made or taken here. */
export function BundlePage(): ReactElement {
  const { t } = useTranslation('air-gap')
  const id = Number(useParams()['id'])
  const read = useRead('bundle.show', { id })
  if (read.data !== undefined) return <LoadedBundle key={id} {...read.data} />
  return (
    <Page title={t('bundle.one')}>
      {read.error === null ? (
        <Skeleton variant="rounded" height={320} />
      ) : (
        <ErrorView error={read.error} onRetry={() => void read.refetch()} />
      )}
    </Page>
  )
}

function LoadedBundle({ bundle, items }: Output<'bundle.show'>): ReactElement {
  const { t } = useTranslation('air-gap')
  const mayAnswer = useMay('authority.create')
  const { save } = useSave()
  const [open, setOpen] = useState<'qr' | 'answer' | null>(null)
  const close = (): void => {
    setOpen(null)
  }
  const waits = bundle.direction === 'in' && bundle.kind === 'request' && bundle.answeredBy === null
  const actions: Action[] = [
    ...(waits && mayAnswer
      ? [
          {
            id: 'bundle.answer',
            label: t('bundle.answer'),
            tone: 'primary' as const,
            run: () => {
              setOpen('answer')
            }
          }
        ]
      : []),
    ...(bundle.direction === 'out'
      ? [
          {
            id: 'bundle.save',
            label: t('bundle.save'),
            icon: Save,
            tone: 'primary' as const,
            run: () => {
              save(async () => (await call('bundle.export', { id: bundle.id })).file)
            }
          },
          {
            id: 'bundle.qr',
            label: t('bundle.qr'),
            icon: QrCode,
            run: () => {
              setOpen('qr')
            }
          }
        ]
      : [])
  ]
  const other = (id: number | null): ReactElement | null =>
    id === null ? null : (
      <Link component={RouterLink} to={`/air-gap/bundles/${id}`}>
        {t('bundle.one')} {id}
      </Link>
    )
  return (
    <Page title={`${t(`bundle.${bundle.direction} ${bundleKind(bundle)}`)}: ${bundle.number}`} actions={actions}>
      <Section title={t('bundle.one')}>
        <DefinitionList
          items={[
            { term: t('exchange.peer'), value: bundle.peerName },
            { term: t('bundle.made'), value: <TimeText at={bundle.created} /> },
            { term: t('bundle.by'), value: bundle.handledBy },
            { term: t('bundle.note'), value: bundle.note },
            { term: t('bundle.answerOf'), value: other(bundle.inReplyTo) },
            { term: t('bundle.answeredBy'), value: other(bundle.answeredBy) },
            { term: t('bundle.size'), value: t('bundle.bytes', { count: bundle.size }) },
            { term: t('bundle.sha256'), value: <Mono value={bundle.sha256} /> }
          ]}
        />
      </Section>
      <Section title={t('bundle.itemsTitle')} flush>
        <ItemTable items={items} />
      </Section>
      {open === 'qr' && <QrDialog id={bundle.id} number={bundle.number} onClose={close} />}
      {open === 'answer' && <AnswerDialog bundle={bundle} items={items} onClose={close} />}
    </Page>
  )
}
