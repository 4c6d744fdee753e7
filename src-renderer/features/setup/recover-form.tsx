import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand } from '../../live.ts'
import { SecretOncePanel } from '../../ui/dialog/secret-once-dialog.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { PassphraseFields } from './passphrase-fields.tsx'

/** A new passphrase by the recovery code, which is then replaced by a new one. */
export function RecoverForm(props: { readonly operator: string; readonly onBack: () => void }): ReactElement {
  const { t } = useTranslation('setup')
  const toast = useToast()
  const recover = useCommand('session.recover')
  const [code, setCode] = useState<string | null>(null)
  const schema = useMemo(
    () =>
      z
        .object({
          operator: z.string().min(1).max(100),
          recoveryCode: z.string().min(1).max(200),
          passphrase: z.string().min(1).max(1024),
          again: z.string()
        })
        .refine(({ passphrase, again }) => passphrase === again, { path: ['again'], error: t('passphrase.differ') }),
    [t]
  )
  const form = useSchemaForm(schema, { operator: props.operator, recoveryCode: '', passphrase: '', again: '' })
  if (code !== null) {
    return (
      <SecretOncePanel
        title={t('recovery.title')}
        explanation={t('recovery.again')}
        secret={code}
        fileName="chancery-recovery-code.txt"
        onKept={() => {
          toast({ tone: 'success', text: t('recover.done') })
          props.onBack()
        }}
      />
    )
  }
  return (
    <SchemaForm
      form={form}
      error={recover.error}
      onSubmit={({ operator, recoveryCode, passphrase }) => {
        recover.mutate(
          { operator, recoveryCode: recoveryCode.trim(), passphrase },
          {
            onSuccess: (answer) => {
              form.reset()
              setCode(answer.recoveryCode)
            }
          }
        )
      }}
    >
      <Typography color="textSecondary">{t('recover.lead')}</Typography>
      <TextInput name="operator" label={t('name')} required />
      <TextInput name="recoveryCode" label={t('recover.code')} mono required />
      <PassphraseFields />
      <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
        <Button color="inherit" onClick={props.onBack}>
          {t('recover.back')}
        </Button>
        <Button type="submit" variant="contained" loading={recover.isPending}>
          {t('recover.action')}
        </Button>
      </Box>
    </SchemaForm>
  )
}
