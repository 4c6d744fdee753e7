import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useState, type ReactElement, type ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../dialog/confirm-dialog.tsx'
import { SchemaForm } from '../form/form.tsx'
import { SaveButton } from '../form/save-button.tsx'

/** The settings of a service. What a change means for devices is said before it is made. */
export function SettingsForm<I extends FieldValues, O>(props: {
  readonly name: string
  readonly form: UseFormReturn<I, unknown, O>
  readonly error: unknown
  readonly busy: boolean
  /** @returns what a change means for those who use the service, in sentences; empty where it harms nobody */
  readonly consequences: (values: O) => readonly string[]
  readonly onSave: (values: O) => void
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation('device-services')
  const mayEdit = useMay('service.edit')
  const [asked, setAsked] = useState<O | null>(null)
  const { form, consequences, onSave } = props
  const said = asked === null ? [] : consequences(asked)
  return (
    <Box sx={{ maxWidth: 860 }}>
      <SchemaForm
        form={form}
        error={asked === null ? props.error : null}
        actions={mayEdit ? <SaveButton busy={props.busy}>{t('settings.save')}</SaveButton> : undefined}
        onSubmit={(values) => {
          if (consequences(values).length === 0) onSave(values)
          else setAsked(values)
        }}
      >
        <Box
          component="fieldset"
          disabled={!mayEdit}
          sx={{ border: 0, m: 0, p: 0, minWidth: 0, display: 'grid', gap: 4 }}
        >
          {!mayEdit && <Alert severity="info">{t('settings.readOnly')}</Alert>}
          {props.children}
        </Box>
        <ConfirmDialog
          open={asked !== null}
          title={t('settings.title', { name: props.name })}
          consequence={
            <Box component="ul" aria-label={t('settings.consequences')} sx={{ m: 0, pl: 5, display: 'grid', gap: 2 }}>
              {said.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </Box>
          }
          confirmLabel={t('settings.confirm')}
          busy={props.busy}
          error={props.error}
          onClose={() => {
            setAsked(null)
          }}
          onConfirm={() => {
            if (asked !== null) onSave(asked)
          }}
        />
      </SchemaForm>
    </Box>
  )
}
