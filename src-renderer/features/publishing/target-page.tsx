import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import { useCommand, useRead } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { TargetDialog } from './target-dialog.tsx'
import { TargetFacts } from './target-facts.tsx'
import { RunState, TargetState } from './target-state.tsx'
import { useTargetActions } from './use-target-actions.ts'

type Shown = Output<'publish.show'>

/** One target: where it is, what lies there, how the last runs ended. */
export function TargetPage(): ReactElement {
  const { t } = useTranslation('publishing')
  const id = Number(useParams()['id'])
  const read = useRead('publish.show', { target: id })
  if (read.data === undefined)
    return (
      <Page title={t('target')}>
        {read.error === null ? <Skeleton variant="rounded" height={320} /> : <ErrorView error={read.error} />}
      </Page>
    )
  return <Target key={id} shown={read.data} />
}

function Target({ shown }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation('publishing')
  const locale = useLocale()
  const { target, published, runs } = shown
  const navigate = useNavigate()
  const toast = useToast()
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null)
  const remove = useCommand('publish.remove')
  const { first, more, error } = useTargetActions(target, setDialog)
  const close = (): void => {
    setDialog(null)
  }
  return (
    <Page
      title={target.name}
      aside={<TargetState target={target} />}
      actions={first}
      menu={<ActionMenu actions={more} />}
    >
      <Box sx={{ display: 'grid', gap: 4, maxWidth: 1200 }}>
        <ErrorView error={error} />
        <TargetFacts target={target} />
        <Section title={t('published')} flush>
          {published.length === 0 ? (
            <Nothing text={t('nothing')} />
          ) : (
            <QuietTable
              label={t('published')}
              head={[t('item.kind'), t('item.authority'), t('item.count'), t('item.bytes'), t('item.end')]}
              rows={published.map(({ kind, authorityName, count, bytes, firstEnd }) => ({
                key: `${kind} ${authorityName ?? ''}`,
                cells: [
                  t(`itemKind.${kind}`),
                  authorityName ?? '–',
                  count.toLocaleString(locale),
                  bytes.toLocaleString(locale),
                  <TimeText key="end" at={firstEnd} />
                ]
              }))}
            />
          )}
        </Section>
        <Section title={t('runs')} flush>
          {runs.length === 0 ? (
            <Nothing text={t('noRuns')} />
          ) : (
            <QuietTable
              label={t('runs')}
              head={[
                t('run.at'),
                t('run.why'),
                t('run.outcome'),
                t('run.written'),
                t('run.unchanged'),
                t('run.removed'),
                t('run.words')
              ]}
              rows={runs.map((run) => ({
                key: run.id,
                cells: [
                  <TimeText key="at" at={run.startedAt} />,
                  t(`cause.${run.cause}`),
                  <RunState key="state" run={run} />,
                  run.written.toLocaleString(locale),
                  run.unchanged.toLocaleString(locale),
                  run.removed.toLocaleString(locale),
                  <Typography key="words" variant="body2" sx={{ maxWidth: 420, overflowWrap: 'anywhere' }}>
                    {run.error ?? run.notes.join(' ')}
                  </Typography>
                ]
              }))}
            />
          )}
        </Section>
      </Box>
      {dialog === 'edit' && <TargetDialog target={target} onClose={close} />}
      <ConfirmDialog
        open={dialog === 'remove'}
        title={t('removeTitle', { name: target.name })}
        consequence={t('removeText')}
        confirmLabel={t('remove')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => {
          remove.mutate(
            { target: target.id },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('removed', { name: target.name }) })
                void navigate('/publishing')
              }
            }
          )
        }}
      />
    </Page>
  )
}

function Nothing({ text }: { readonly text: string }): ReactElement {
  return (
    <Typography color="textSecondary" sx={{ px: 4, pb: 4 }}>
      {text}
    </Typography>
  )
}
