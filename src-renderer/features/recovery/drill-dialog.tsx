import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand, useRead } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { namesIn } from './names-in.ts'

/** Asks for what a drill needs: the backup, both passphrases, and who is there. */
export function DrillDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('recovery')
  const toast = useToast()
  const drill = useCommand('backup.drill')
  const files = (useRead('backup.list', {}).data?.backups ?? []).filter(({ encrypted }) => encrypted)
  const schema = useMemo(
    () =>
      z.object({
        file: z.string().nullable(),
        backupPassphrase: z.string().min(1, t('needed')).max(1024),
        ownPassphrase: z.string().min(1, t('needed')).max(1024),
        present: z.string().max(2000)
      }),
    [t]
  )
  const form = useSchemaForm(schema, { file: null, backupPassphrase: '', ownPassphrase: '', present: '' })
  return (
    <FormDialog
      title={t('drill.begin')}
      lead={t('drill.dialogLead')}
      form={form}
      error={drill.error}
      busy={drill.isPending}
      action={t('drill.run')}
      blocked={files.length === 0}
      onSubmit={({ file, backupPassphrase, ownPassphrase, present }) => {
        drill.mutate(
          { ...(file === null ? {} : { file }), backupPassphrase, ownPassphrase, present: namesIn(present) },
          {
            onSuccess: ({ drill: done }) => {
              toast({
                tone: done.outcome === 'passed' ? 'success' : 'error',
                text: t(`drill.result.${done.outcome}`)
              })
              onClose()
            }
          }
        )
      }}
      onClose={onClose}
    >
      <SelectInput
        name="file"
        label={t('drill.file')}
        emptyIsNull
        choices={[{ value: '', label: t('drill.newest') }, ...files.map(({ file }) => ({ value: file, label: file }))]}
      />
      <TextInput name="backupPassphrase" label={t('backup.passphraseOf')} secret required autoComplete="off" />
      <TextInput
        name="ownPassphrase"
        label={t('drill.ownPassphrase')}
        help={t('drill.ownPassphraseHelp')}
        secret
        required
        autoComplete="current-password"
      />
      <TextInput name="present" label={t('drill.witnesses')} help={t('drill.witnessesHelp')} />
    </FormDialog>
  )
}
