import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useController, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import {
  proposedSecureListener,
  SecureListenerFields,
  useServingAuthorities
} from '../../ui/serving/secure-listener-fields.tsx'

/** Whether this installation serves protocol clients over HTTPS, where and with whose certificate. */
export function SecureServingFields(props: { readonly disabled: boolean }): ReactElement {
  const { t } = useTranslation('ui')
  const { field } = useController({ name: 'secureListener' })
  const status = useRead('system.status', {})
  const on = typeof useWatch({ name: 'secureListener' }) === 'object' && field.value !== null
  const first = useServingAuthorities()?.[0]
  const problem = status.data?.secureProblem ?? null
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box>
        <FormControlLabel
          control={
            <Switch
              checked={on}
              disabled={props.disabled || (first === undefined && !on)}
              onChange={(_, next) => {
                field.onChange(next && first !== undefined ? proposedSecureListener(first.id) : null)
              }}
              onBlur={field.onBlur}
              slotProps={{ input: { ref: field.ref } }}
            />
          }
          label={t('serving.https')}
        />
        <Typography variant="caption" color="textSecondary" component="p" sx={{ pl: 12 }}>
          {first === undefined && !on ? t('serving.noAuthority') : t('serving.httpsHelp')}
        </Typography>
      </Box>
      {on && <SecureListenerFields name="secureListener" disabled={props.disabled} />}
      {problem !== null && <Alert severity="error">{t('serving.problem', { problem })}</Alert>}
    </Box>
  )
}
