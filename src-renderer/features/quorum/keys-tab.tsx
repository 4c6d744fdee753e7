import Add from '@mui/icons-material/AddOutlined'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { pivSlots } from '../../../src-shared/model/yubikey.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { YubiKeyFields } from './yubikey-fields.tsx'

type Shown = { readonly kind: 'add' } | { readonly kind: 'remove'; readonly id: number; readonly label: string }

/** The keys by which the operator who is signed in approves. */
export function KeysTab(): ReactElement {
  const { t } = useTranslation('quorum')
  const read = useRead('quorum.keys', {})
  const [shown, setShown] = useState<Shown | null>(null)
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton variant="rounded" height={160} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  const close = (): void => {
    setShown(null)
  }
  return (
    <Section
      title={t('tab.keys')}
      lead={t('keysLead')}
      flush
      aside={
        <ActionButton
          size="small"
          action={{
            id: 'quorum.key-add',
            label: t('action.addKey'),
            icon: Add,
            tone: 'primary',
            run: () => {
              setShown({ kind: 'add' })
            }
          }}
        />
      }
    >
      {read.data.keys.length === 0 ? (
        <Typography sx={{ px: 4, pb: 4 }}>{t('noKeys')}</Typography>
      ) : (
        <QuietTable
          label={t('tab.keys')}
          head={[t('keyColumn.label'), t('keyColumn.algorithm'), t('keyColumn.fingerprint'), t('keyColumn.until'), '']}
          rows={read.data.keys.map((key) => ({
            key: key.id,
            cells: [
              key.subject === null ? key.label : `${key.label} · ${key.subject}`,
              key.algorithm,
              <Mono key="fingerprint" value={key.fingerprint} short={16} copy />,
              <TimeText key="until" at={key.notAfter} precision="day" short />,
              <Button
                key="remove"
                size="small"
                color="inherit"
                aria-label={`${t('action.remove')}: ${key.label}`}
                onClick={() => {
                  setShown({ kind: 'remove', id: key.id, label: key.label })
                }}
              >
                {t('action.remove')}
              </Button>
            ]
          }))}
        />
      )}
      {shown?.kind === 'add' && <AddDialog onClose={close} />}
      {shown?.kind === 'remove' && <RemoveDialog id={shown.id} label={shown.label} onClose={close} />}
    </Section>
  )
}

const added = z.object({
  label: z.string().trim().min(1).max(100),
  passphrase: z.string().min(1).max(1024),
  source: z.enum(['yubikey', 'file']),
  serial: z.string(),
  slot: z.enum(pivSlots)
})

function AddDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('quorum')
  const add = useCommand('quorum.key-add')
  const [file, setFile] = useState<{ readonly name: string; readonly content: string }>()
  const mayUseTokens = useMay('token.read')
  const form = useSchemaForm(added, {
    label: '',
    passphrase: '',
    source: mayUseTokens ? 'yubikey' : 'file',
    serial: '',
    slot: '9a'
  })
  const [source, serial] = form.watch(['source', 'serial'])
  return (
    <FormDialog
      title={t('keyForm.title')}
      lead={t('keysLead')}
      form={form}
      error={add.error}
      busy={add.isPending}
      blocked={source === 'file' ? file === undefined : serial === ''}
      action={t('keyForm.save')}
      onClose={onClose}
      onSubmit={({ label, passphrase, ...from }) => {
        add.mutate(
          {
            label,
            ownPassphrase: passphrase,
            ...(from.source === 'yubikey'
              ? { yubikey: Number(from.serial), slot: from.slot }
              : { certificate: file?.content ?? '' })
          },
          { onSuccess: onClose }
        )
      }}
    >
      <TextInput name="label" label={t('keyForm.label')} required autoFocus />
      {mayUseTokens && (
        <SelectInput
          name="source"
          label={t('keySource.label')}
          choices={[
            { value: 'yubikey', label: t('keySource.yubikey') },
            { value: 'file', label: t('keySource.file') }
          ]}
        />
      )}
      {source === 'yubikey' ? (
        <YubiKeyFields signing={false} />
      ) : (
        <FileDrop label={t('keyForm.file')} accept=".pem,.crt,.cer,.der,.pub" chosen={file?.name} onFile={setFile} />
      )}
      <TextInput name="passphrase" label={t('keyForm.passphrase')} secret required />
    </FormDialog>
  )
}

const removed = z.object({ passphrase: z.string().min(1).max(1024) })

function RemoveDialog(props: {
  readonly id: number
  readonly label: string
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('quorum')
  const remove = useCommand('quorum.key-remove')
  const form = useSchemaForm(removed, { passphrase: '' })
  return (
    <FormDialog
      danger
      title={t('keyForm.removeTitle', { label: props.label })}
      lead={t('keyForm.removeConsequence')}
      form={form}
      error={remove.error}
      busy={remove.isPending}
      action={t('keyForm.remove')}
      onClose={props.onClose}
      onSubmit={({ passphrase }) => {
        remove.mutate({ id: props.id, ownPassphrase: passphrase }, { onSuccess: props.onClose })
      }}
    >
      <TextInput name="passphrase" label={t('keyForm.passphrase')} secret required autoFocus />
    </FormDialog>
  )
}
