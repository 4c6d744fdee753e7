import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { wireBounds, wireProtocol, wireProtocols, type WireProtocol } from '../../../src-shared/model/wire.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { useServiceNames } from './use-service-names.ts'

const numbers = ['minutes', 'exchanges', 'days'] as const
const usual = {
  minutes: String(wireBounds.minutes.usual),
  exchanges: String(wireBounds.exchanges.usual),
  days: String(wireBounds.days.usual)
}

/** Asks what is to be recorded, and for how long. */
export function StartDialog(props: { readonly open: boolean; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('wire')
  const start = useCommand('wire.start')
  const [protocol, setProtocol] = useState<WireProtocol>('scep')
  const [service, setService] = useState('')
  const services = useServiceNames(protocol)
  const [bounds, setBounds] = useState(usual)
  const wrong = numbers.filter((name) => {
    const value = Number(bounds[name])
    return !Number.isInteger(value) || value < wireBounds[name].least || value > wireBounds[name].most
  })
  return (
    <ConfirmDialog
      open={props.open}
      title={t('start.title')}
      consequence={t('start.consequence')}
      confirmLabel={t('start.action')}
      operation="wire.start"
      busy={start.isPending}
      error={start.error}
      blocked={wrong.length > 0}
      onClose={props.onClose}
      onConfirm={() => {
        const [minutes, exchanges, days] = numbers.map((name) => Number(bounds[name]))
        start.mutate(
          { protocol, minutes, exchanges, days, ...(service === '' ? {} : { service }) },
          { onSuccess: props.onClose }
        )
      }}
    >
      <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
        <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: '1fr 1fr' }}>
          <TextField
            select
            label={t('start.protocol')}
            value={protocol}
            onChange={(event) => {
              const next = wireProtocol.safeParse(event.target.value)
              if (!next.success) return
              setProtocol(next.data)
              setService('')
            }}
          >
            {wireProtocols.map((name) => (
              <MenuItem key={name} value={name}>
                {t(`protocol.${name}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label={t('start.service')}
            helperText={t(`start.serviceHelp.${protocol === 'ocsp' ? 'all' : services.length === 0 ? 'none' : 'one'}`)}
            value={service}
            disabled={services.length === 0}
            onChange={(event) => {
              setService(event.target.value)
            }}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          >
            <MenuItem value="">{t('running.all')}</MenuItem>
            {services.map((name) => (
              <MenuItem key={name} value={name}>
                {name}
              </MenuItem>
            ))}
          </TextField>
        </Box>
        <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: '1fr 1fr 1fr' }}>
          {numbers.map((name) => (
            <TextField
              key={name}
              label={t(`start.${name}`)}
              value={bounds[name]}
              error={wrong.includes(name)}
              helperText={`${wireBounds[name].least} – ${wireBounds[name].most}`}
              slotProps={{ htmlInput: { inputMode: 'numeric' } }}
              onChange={(event) => {
                setBounds({ ...bounds, [name]: event.target.value })
              }}
            />
          ))}
        </Box>
      </Box>
    </ConfirmDialog>
  )
}
