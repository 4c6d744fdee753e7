import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useController, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../src-shared/model/settings.ts'
import { useRead } from '../../live.ts'
import { Mono } from '../../ui/display/mono.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { reachOf } from './reach.ts'

/** What is proposed where nothing was served so far: this machine only. */
const proposed: NonNullable<Settings['publicListener']> = { host: '127.0.0.1', port: 7480 }

/** Whether this installation serves CRLs and certificates itself, where, and what is served right now. */
export function ServingFields(props: { readonly disabled: boolean }): ReactElement {
  const { t } = useTranslation('settings')
  const { field } = useController({ name: 'publicListener' })
  const status = useRead('system.status', {})
  // The fields below write into the same value; only a watch hears them.
  const host = hostOf(useWatch({ name: 'publicListener' }))
  const reach = host === null ? 'machine' : reachOf(host)
  const listening = status.data?.listening ?? []
  const problem = status.data?.listenProblem ?? null
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box>
        <FormControlLabel
          control={
            <Switch
              checked={host !== null}
              disabled={props.disabled}
              onChange={(_, on) => {
                field.onChange(on ? proposed : null)
              }}
              onBlur={field.onBlur}
              slotProps={{ input: { ref: field.ref } }}
            />
          }
          label={t('field.serve')}
        />
        <Typography variant="caption" color="textSecondary" component="p" sx={{ pl: 12 }}>
          {t('field.serveHelp')}
        </Typography>
      </Box>
      {host !== null && (
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 160px', gap: 4 }}>
          <TextInput
            name="publicListener.host"
            label={t('field.serveHost')}
            help={t('field.serveHostHelp')}
            disabled={props.disabled}
          />
          <NumberInput
            name="publicListener.port"
            label={t('field.servePort')}
            help={t('field.servePortHelp')}
            disabled={props.disabled}
          />
        </Box>
      )}
      {host !== '' && reach !== 'machine' && <Alert severity="warning">{t(`reach.${reach}`)}</Alert>}
      {problem !== null && <Alert severity="error">{t('servingProblem', { problem })}</Alert>}
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'baseline' }}>
        <Typography variant="body2" color="textSecondary">
          {t('about.listening')}:
        </Typography>
        {listening.length === 0 ? (
          <Typography variant="body2">{t('about.notListening')}</Typography>
        ) : (
          listening.map((address) => <Mono key={address} value={address} grouped={false} />)
        )}
      </Box>
    </Box>
  )
}

/** @returns the address in the form, valid or not yet; null where nothing is to be served */
function hostOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null
  return 'host' in value && typeof value.host === 'string' ? value.host : ''
}
