import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { TokenView } from '../../../src-shared/model/token.ts'
import { useCommand, useRead } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { LastingWarning } from '../../ui/tokens/lasting-warning.tsx'
import { tokenName } from '../../ui/tokens/token-words.ts'
import { useSecretCommand } from '../../ui/tokens/use-secret-command.tsx'

const schema = z
  .object({ from: z.enum(['authority', 'file']), authority: z.string(), label: z.string().min(1).max(100) })
  .refine(({ from, authority }) => from === 'file' || authority !== '', { path: ['authority'] })

/** Puts a key that exists on a token, with what that means. */
export function ImportDialog(props: { readonly token: TokenView; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('tokens')
  const { t: tUi } = useTranslation('ui')
  const toast = useToast()
  const { token, onClose } = props
  const move = useCommand('token.import')
  const file = useSecretCommand('token.import')
  const list = useRead('authority.list', {})
  const movable = (list.data?.authorities ?? []).filter(({ keyLocation }) => keyLocation === 'software')
  const form = useSchemaForm(schema, { from: 'file', authority: '', label: '' })
  const from = useWatch({ control: form.control, name: 'from' })
  const done = (label: string): void => {
    toast({ tone: 'success', text: t('import.done', { label }) })
    onClose()
  }
  return (
    <>
      <FormDialog
        title={t('import.title', { name: tokenName(tUi, token) })}
        lead={t('import.lead')}
        form={form}
        error={move.error ?? file.error}
        busy={move.isPending || file.isPending}
        action={t('action.import')}
        danger
        onClose={onClose}
        onSubmit={({ authority, label }) => {
          if (from === 'file')
            file.run({
              input: { token: token.address, label },
              onSuccess: ({ key }) => {
                done(key.label)
              }
            })
          else
            move.mutate(
              { token: token.address, label, authority: Number(authority) },
              {
                onSuccess: ({ key }) => {
                  done(key.label)
                }
              }
            )
        }}
      >
        <LastingWarning kind="imported" />
        <CardChoice
          name="from"
          label={t('import.from')}
          cards={[
            { value: 'file', label: t('import.fromFile'), hint: t('import.fromFileHint') },
            {
              value: 'authority',
              label: t('import.fromAuthority'),
              hint: t('import.fromAuthorityHint'),
              blocked: movable.length === 0 ? t('import.noAuthority') : undefined
            }
          ]}
        />
        {from === 'authority' && (
          <SelectInput
            name="authority"
            label={t('import.authority')}
            required
            choices={movable.map(({ id, name, subject }) => ({ value: String(id), label: name, hint: subject }))}
          />
        )}
        <TextInput name="label" label={t('generate.label')} help={t('generate.labelHelp')} required />
      </FormDialog>
      {file.dialog}
    </>
  )
}
