import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { YubiKeySlot, YubiKeyView } from '../../../src-shared/model/yubikey-views.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useSecretCommand } from '../../ui/tokens/use-secret-command.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { alsoAsked } from './slot-words.ts'

const schema = z
  .object({ from: z.enum(['authority', 'pasted']), certificate: z.string().max(1_000_000) })
  .refine(({ from, certificate }) => from === 'authority' || certificate.trim() !== '', { path: ['certificate'] })

/** Writes a certificate beside its key. */
export function WriteDialog(props: {
  readonly yubiKey: YubiKeyView
  readonly slot: YubiKeySlot
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('yubikeys')
  const toast = useToast()
  const { yubiKey, slot, onClose } = props
  const authority = slot.record?.authority ?? null
  const write = useSecretCommand('yubikey.write-certificate')
  const form = useSchemaForm(schema, { from: authority === null ? 'pasted' : 'authority', certificate: '' })
  const from = useWatch({ control: form.control, name: 'from' })
  return (
    <>
      <FormDialog
        title={t('write.title', { slot: slot.slot })}
        lead={t('write.lead')}
        form={form}
        error={write.error}
        busy={write.isPending}
        action={t('action.write')}
        onClose={onClose}
        onSubmit={({ certificate }) => {
          const place = { serial: yubiKey.serial ?? 0, slot: slot.slot }
          write.run({
            input:
              from === 'authority' && authority !== null
                ? { ...place, authority: authority.id }
                : { ...place, certificate: certificate.trim() },
            also: alsoAsked(yubiKey),
            onSuccess: () => {
              toast({ tone: 'success', text: t('done.written', { slot: slot.slot }) })
              onClose()
            }
          })
        }}
      >
        {authority !== null && (
          <CardChoice
            name="from"
            label={t('write.from')}
            cards={[
              {
                value: 'authority',
                label: t('write.ofAuthority', { name: authority.name }),
                hint: t('write.ofAuthorityHint')
              },
              { value: 'pasted', label: t('write.pasted'), hint: t('write.pastedHint') }
            ]}
          />
        )}
        {from === 'pasted' && (
          <TextInput name="certificate" label={t('write.text')} help={t('write.pastedHint')} lines={6} mono />
        )}
      </FormDialog>
      {write.dialog}
    </>
  )
}
