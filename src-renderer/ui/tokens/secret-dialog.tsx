import FormHelperText from '@mui/material/FormHelperText'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { askedFields, problemWith, takesKeyFile, type SecretOperation } from '../../../src-shared/secret-entry.ts'
import { FormDialog } from '../dialog/form-dialog.tsx'
import { FileDrop } from '../form/file-drop.tsx'
import { useSchemaForm } from '../form/form.tsx'
import { TextInput } from '../form/text-input.tsx'

/** Asks for the secrets of an operation in a browser, which has no window of the shell. */
export function SecretDialog(props: {
  readonly operation: SecretOperation
  readonly also: readonly string[]
  readonly run: (secrets: Readonly<Record<string, string>>) => Promise<void>
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('ui')
  const { operation, also, run, onClose } = props
  const fields = useMemo(() => askedFields(operation, also), [operation, also])
  const [file, setFile] = useState<{ readonly name: string; readonly content: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const wantsFile = takesKeyFile(operation)
  const schema = useMemo(
    () =>
      z.record(z.string(), z.string()).superRefine((values, context) => {
        for (const field of fields) {
          const problem = problemWith(field, values[field.name] ?? '')
          if (problem !== undefined)
            context.addIssue({ code: 'custom', path: [field.name], message: t(`tokens.secret.problem.${problem}`) })
          if (field.kind.startsWith('new-') && values[`${field.name}-again`] !== values[field.name])
            context.addIssue({
              code: 'custom',
              path: [`${field.name}-again`],
              message: t('tokens.secret.problem.differ')
            })
        }
      }),
    [fields, t]
  )
  const form = useSchemaForm(schema, {})
  return (
    <FormDialog
      title={t(`tokens.secret.what.${operation}`)}
      lead={t('tokens.secret.lead')}
      form={form}
      error={error}
      busy={busy}
      action={t('tokens.secret.go')}
      onClose={onClose}
      onSubmit={(values) => {
        if (wantsFile && file === null) return
        const secrets: Record<string, string> = {}
        for (const { name } of fields) if ((values[name] ?? '') !== '') secrets[name] = values[name] ?? ''
        if (file !== null) secrets['file'] = file.content
        setBusy(true)
        setError(null)
        run(secrets)
          .catch(setError)
          .finally(() => {
            setBusy(false)
          })
      }}
    >
      {wantsFile && (
        <>
          <FileDrop label={t('tokens.secret.file')} onFile={setFile} chosen={file?.name} />
          {file === null && <FormHelperText>{t('tokens.secret.fileMissing')}</FormHelperText>}
        </>
      )}
      {fields.flatMap(({ name, kind, mayBeEmpty }, index) => {
        const label = t(`tokens.secret.field.${kind}`)
        const required = mayBeEmpty !== true
        return [
          <TextInput key={name} name={name} label={label} secret required={required} autoFocus={index === 0} />,
          ...(kind.startsWith('new-')
            ? [
                <TextInput
                  key={`${name}-again`}
                  name={`${name}-again`}
                  label={t('tokens.secret.again', { label })}
                  secret
                  required
                />
              ]
            : [])
        ]
      })}
    </FormDialog>
  )
}
