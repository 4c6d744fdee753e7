import Backup from '@mui/icons-material/BackupOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { NewPassphraseDialog } from '../../ui/dialog/new-passphrase-dialog.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Backups with their schedule, who can open them, and one now. */
export function BackupSection(): ReactElement {
  const { t } = useTranslation('recovery')
  const locale = useLocale()
  const toast = useToast()
  const mayEdit = useMay('settings.edit')
  const state = useRead('backup.show', {})
  const list = useRead('backup.list', {})
  const create = useCommand('backup.create')
  const setPassphrase = useCommand('backup.set-passphrase')
  const [asking, setAsking] = useState(false)
  const shown = state.data
  const nobody = shown !== undefined && !shown.passphraseSet && shown.recipients.length === 0
  const megabytes = (bytes: number): string =>
    t('size', { size: (bytes / 1_000_000).toLocaleString(locale, { maximumFractionDigits: 1 }) })
  const makeNow = {
    id: 'backup.create',
    label: t('backup.create'),
    icon: Backup,
    tone: 'primary' as const,
    ...(nobody ? { blocked: t('backup.nobody') } : {}),
    run: () => {
      create.mutate(
        {},
        {
          onSuccess: ({ file, remote }) => {
            if (remote?.problem == null) toast({ tone: 'success', text: t('backup.done', { file }) })
            else toast({ tone: 'error', text: `${remote.to}: ${remote.problem}` })
          }
        }
      )
    }
  }
  return (
    <Section
      title={t('backup.title')}
      lead={t('backup.lead')}
      aside={<ActionButton action={makeNow} size="small" busy={create.isPending} />}
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        <ErrorView error={create.error ?? state.error ?? list.error} />
        {nobody && <Alert severity="warning">{t('backup.nobody')}</Alert>}
        {shown?.lastRun?.outcome === 'failed' && (
          <Alert severity="error">{t('backup.failed', { message: shown.lastRun.message })}</Alert>
        )}
        {shown !== undefined && (
          <DefinitionList
            items={[
              { term: t('backup.last'), value: shown.lastAt === null ? t('never') : <TimeText at={shown.lastAt} /> },
              {
                term: t('backup.next'),
                value: shown.nextAt === null ? t('backup.byHand') : <TimeText at={shown.nextAt} />
              },
              { term: t('backup.folder'), value: shown.folder ?? t('backup.ownFolder') },
              { term: t('backup.remote'), value: shown.remote },
              {
                term: t('backup.openedBy'),
                value: [
                  ...(shown.passphraseSet ? [t('backup.passphrase')] : []),
                  ...shown.recipients.map(({ subject }) => subject)
                ].join('; ')
              }
            ]}
          />
        )}
        {mayEdit && (
          <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
            <Button
              size="small"
              variant="outlined"
              onClick={() => {
                setAsking(true)
              }}
            >
              {t(shown?.passphraseSet === true ? 'backup.changePassphrase' : 'backup.setPassphrase')}
            </Button>
            <Button size="small" component={Link} to="/settings?tab=backups">
              {t('backup.schedule')}
            </Button>
          </Box>
        )}
        {list.data !== undefined &&
          (list.data.backups.length === 0 ? (
            <EmptyState icon={Backup} title={t('backup.emptyTitle')} text={t('backup.emptyText')} />
          ) : (
            <QuietTable
              label={t('backup.title')}
              head={[t('backup.file'), t('backup.at'), t('backup.bytes'), t('backup.sealed')]}
              rows={list.data.backups.slice(0, 20).map(({ file, place, bytes, createdAt, encrypted }) => ({
                key: `${place}/${file}`,
                cells: [
                  file,
                  <TimeText key="at" at={createdAt} />,
                  megabytes(bytes),
                  <StateChip
                    key="sealed"
                    kind="finding"
                    state={encrypted ? 'fine' : 'warning'}
                    label={t(encrypted ? 'backup.encrypted' : 'backup.plain')}
                  />
                ]
              }))}
            />
          ))}
      </Box>
      {asking && (
        <NewPassphraseDialog
          words={{
            title: t('backup.setPassphrase'),
            lead: t('backup.passphraseLead'),
            label: t('backup.newPassphrase'),
            again: t('again'),
            action: t('backup.setPassphrase')
          }}
          run={async (passphrase) => {
            await setPassphrase.mutateAsync({ backupPassphrase: passphrase })
          }}
          onClose={() => {
            setAsking(false)
          }}
        />
      )}
    </Section>
  )
}
