import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { ShareSet } from '../../../src-shared/api/recovery.ts'
import { useCommand } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { namesIn } from './names-in.ts'

/** As many fields as shares are needed: each holder types the own words, hidden from the others. */
export function ShareDrillDialog({
  set,
  onClose
}: {
  readonly set: ShareSet
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('recovery')
  const toast = useToast()
  const drill = useCommand('vault.shares-drill')
  const schema = useMemo(
    () =>
      z.object({
        words: z.array(z.object({ text: z.string().min(1, t('needed')).max(4000) })),
        present: z.string().max(2000)
      }),
    [t]
  )
  const form = useSchemaForm(schema, {
    words: Array.from({ length: set.threshold }, () => ({ text: '' })),
    present: ''
  })
  return (
    <FormDialog
      title={t('shares.drill')}
      lead={t('shares.drillLead', { threshold: set.threshold, fingerprint: set.fingerprint })}
      form={form}
      error={drill.error}
      busy={drill.isPending}
      action={t('shares.prove')}
      onSubmit={({ words, present }) => {
        drill.mutate(
          { shares: words.map(({ text }) => text), present: namesIn(present) },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('shares.proven') })
              onClose()
            }
          }
        )
      }}
      onClose={onClose}
    >
      {Array.from({ length: set.threshold }, (_field, index) => (
        <TextInput
          key={index}
          name={`words.${index}.text`}
          label={t('shares.wordsOf', { number: index + 1 })}
          secret
          required
          autoComplete="off"
        />
      ))}
      <TextInput name="present" label={t('drill.witnesses')} help={t('drill.witnessesHelp')} />
    </FormDialog>
  )
}
