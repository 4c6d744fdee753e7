import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { isKeyAlgorithmId, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import type { TokenView } from '../../../src-shared/model/token.ts'
import { useCommand } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { tokenName } from '../../ui/tokens/token-words.ts'

const uses = ['authority', 'timestamp', 'ocsp'] as const
const schema = z.object({ label: z.string().min(1).max(100), key: z.string().min(1), use: z.enum(uses) })

/** Makes a key on a token that is open. */
export function GenerateDialog(props: { readonly token: TokenView; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('tokens')
  const { t: tUi } = useTranslation('ui')
  const toast = useToast()
  const { token, onClose } = props
  const generate = useCommand('token.generate')
  const { algorithms } = token
  const form = useSchemaForm(schema, {
    label: '',
    key: algorithms.includes('P-384') ? 'P-384' : (algorithms[0] ?? ''),
    use: 'authority'
  })
  return (
    <FormDialog
      title={t('generate.title', { name: tokenName(tUi, token) })}
      lead={t('generate.lead')}
      form={form}
      error={generate.error}
      busy={generate.isPending}
      action={t('action.generate')}
      onClose={onClose}
      onSubmit={(values) => {
        generate.mutate(
          { ...values, token: token.address },
          {
            onSuccess: ({ key }) => {
              toast({ tone: 'success', text: t('generate.done', { label: key.label }) })
              onClose()
            }
          }
        )
      }}
    >
      <TextInput name="label" label={t('generate.label')} help={t('generate.labelHelp')} required autoFocus />
      <SelectInput
        name="key"
        label={t('generate.algorithm')}
        choices={algorithms.map((value) => ({
          value,
          label: isKeyAlgorithmId(value) ? keyAlgorithms[value].label : value
        }))}
      />
      <SelectInput
        name="use"
        label={t('generate.use')}
        choices={uses.map((value) => ({ value, label: t(`generate.uses.${value}`) }))}
      />
    </FormDialog>
  )
}
