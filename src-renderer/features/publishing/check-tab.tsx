import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'

/** Fetches the addresses of an authority as a relying party does. Nothing is shown as verified that was not fetched. */
export function CheckTab(): ReactElement {
  const { t } = useTranslation('publishing')
  const list = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  const check = useCommand('publish.check')
  const [chosen, setChosen] = useState('')
  const authorities = (list.data?.authorities ?? []).filter(
    ({ state }) => state !== 'draft' && state !== 'awaiting-certificate'
  )
  const value = chosen === '' ? String(authorities.at(-1)?.id ?? '') : chosen
  return (
    <>
      <Section title={t('tab.check')} lead={t('check.lead')}>
        <Box
          component="form"
          onSubmit={(event) => {
            event.preventDefault()
            if (value !== '') check.mutate({ authority: Number(value) })
          }}
          sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}
        >
          <TextField
            select
            label={t('check.authority')}
            value={value}
            onChange={({ target }) => {
              setChosen(target.value)
              check.reset()
            }}
            sx={{ minWidth: 260 }}
          >
            {authorities.map(({ id, name }) => (
              <MenuItem key={id} value={String(id)}>
                {name}
              </MenuItem>
            ))}
          </TextField>
          <Button type="submit" variant="contained" loading={check.isPending} disabled={value === ''}>
            {t('check.run')}
          </Button>
        </Box>
        <ErrorView error={check.error ?? list.error} />
      </Section>
      {check.data !== undefined && <Found found={check.data} />}
    </>
  )
}

function Found({ found }: { readonly found: Output<'publish.check'> }): ReactElement {
  const { t } = useTranslation('publishing')
  const locale = useLocale()
  const { addresses, allVerified, checkedAt, authorityName } = found
  return (
    <Section title={authorityName} flush aside={<TimeText at={checkedAt} />}>
      <Alert severity={allVerified ? 'success' : 'warning'} variant="outlined" role="status" sx={{ mx: 4, mb: 3 }}>
        {addresses.length === 0 ? t('check.none') : t(allVerified ? 'check.all' : 'check.some')}
      </Alert>
      {addresses.length > 0 && (
        <QuietTable
          label={t('tab.check')}
          head={[t('check.kind'), t('check.outcome'), t('check.address'), t('check.found'), t('check.bytes')]}
          rows={addresses.map((one) => ({
            key: `${one.kind} ${one.address}`,
            cells: [
              t(`checkKind.${one.kind}`),
              <StateChip key="outcome" kind="check" state={one.outcome} />,
              <Box key="address" sx={{ maxWidth: 320, overflowWrap: 'anywhere' }}>
                <Mono grouped={false} value={one.address} copy={false} />
              </Box>,
              <Box key="found" sx={{ maxWidth: 380 }}>
                <Typography variant="body2">{one.message}</Typography>
                {one.milliseconds !== null && (
                  <Typography variant="caption" color="textSecondary">
                    {t('check.time', { ms: one.milliseconds })}
                  </Typography>
                )}
              </Box>,
              one.bytes === null ? '–' : one.bytes.toLocaleString(locale)
            ]
          }))}
        />
      )}
    </Section>
  )
}
