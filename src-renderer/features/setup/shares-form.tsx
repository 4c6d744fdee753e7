import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useFieldArray } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand } from '../../live.ts'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { PassphraseFields } from './passphrase-fields.tsx'

/** As many as a set can have. */
const mostShares = 16

/** Joins shares of the master key and sets a new passphrase; what was typed stays in this form and goes with it. */
export function SharesForm(props: {
  readonly operator: string
  readonly onBack: () => void
  readonly onDone: (operator: string) => void
}): ReactElement {
  const { t } = useTranslation('setup')
  const toast = useToast()
  const combine = useCommand('vault.shares-combine')
  const schema = useMemo(
    () =>
      z
        .object({
          operator: z.string().trim().min(1).max(100),
          shares: z.array(z.object({ words: z.string().max(4000) })),
          passphrase: z.string().min(1).max(1024),
          again: z.string()
        })
        .refine(({ shares }) => shares.some(({ words }) => words.trim() !== ''), {
          path: ['shares', 0, 'words'],
          error: t('shares.needed')
        })
        .refine(({ passphrase, again }) => passphrase === again, { path: ['again'], error: t('passphrase.differ') }),
    [t]
  )
  const form = useSchemaForm(schema, {
    operator: props.operator,
    shares: [{ words: '' }, { words: '' }],
    passphrase: '',
    again: ''
  })
  const { fields, append } = useFieldArray({ control: form.control, name: 'shares' })
  /** What the engine says of one share. */
  const wrong = (index: number): string | undefined =>
    combine.error?.failure.reasons.find(({ where }) => where === `shares.${index}`)?.message
  return (
    <SchemaForm
      form={form}
      error={combine.error}
      onSubmit={({ operator, shares, passphrase }) => {
        // One that was left empty between two others keeps its place, so that an error names the right field.
        const last = shares.findLastIndex(({ words }) => words.trim() !== '')
        combine.mutate(
          { operator, newPassphrase: passphrase, shares: shares.slice(0, last + 1).map(({ words }) => words) },
          {
            onSuccess: (answer) => {
              form.reset()
              toast({ tone: 'success', text: t('shares.done') })
              props.onDone(answer.operator)
            }
          }
        )
      }}
    >
      <Typography color="textSecondary">{t('shares.lead')}</Typography>
      <TextInput name="operator" label={t('name')} help={t('shares.operatorHelp')} required />
      {fields.map(({ id }, index) => (
        <TextInput
          key={id}
          name={`shares.${index}.words`}
          label={t('shares.share', { number: index + 1 })}
          {...(index === 0 ? { help: t('shares.shareHelp') } : {})}
          problem={wrong(index)}
          secret
          autoComplete="off"
        />
      ))}
      <Box>
        <Button
          startIcon={<Add />}
          disabled={fields.length >= mostShares}
          onClick={() => {
            append({ words: '' })
          }}
        >
          {t('shares.another')}
        </Button>
      </Box>
      <PassphraseFields />
      <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
        <Button color="inherit" onClick={props.onBack}>
          {t('recover.back')}
        </Button>
        <Button type="submit" variant="contained" loading={combine.isPending}>
          {t('recover.action')}
        </Button>
      </Box>
    </SchemaForm>
  )
}
