import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CeremonyView, HostFinding } from '../../../src-shared/api/ceremonies.ts'
import { useCommand } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { ChipsField } from './chips-field.tsx'
import { findingLooks } from './machine-findings.tsx'
import { stageProse, stageSmall } from './stage-text.ts'

/** The machine before the first step: what people confirm, what is looked at, and what was found. */
export function StageHost(props: { readonly ceremony: CeremonyView }): ReactElement {
  const { t } = useTranslation('ceremonies')
  const look = useCommand('ceremony.host-check')
  const [clock, setClock] = useState('')
  const [bags, setBags] = useState<readonly string[]>([])
  const { id, script, mode } = props.ceremony
  const wanted = new Set(script.hostChecks.map(({ check }) => check))
  const findings = new Map<string, HostFinding>(look.data?.findings.map((one) => [one.check, one]))
  const now = useNow()
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        look.mutate({ ceremony: id, bags: [...bags], ...(clock.trim() === '' ? {} : { clock: clock.trim() }) })
      }}
      sx={{ display: 'grid', gap: 5 }}
    >
      <Typography sx={{ fontSize: stageProse, lineHeight: 1.4 }}>{t('host.lead')}</Typography>
      {mode === 'rehearsal' && <Typography sx={{ fontSize: stageSmall }}>{t('host.atDesk')}</Typography>}
      {wanted.has('clock-confirmed') && (
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Typography sx={{ fontSize: stageProse, lineHeight: 1.4, fontVariantNumeric: 'tabular-nums' }}>
            {t('host.clockReads', { time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z') })}
          </Typography>
          <TextField
            label={t('host.clock')}
            helperText={t('host.clockHelp')}
            value={clock}
            autoComplete="off"
            onChange={({ target }) => {
              setClock(target.value)
            }}
          />
        </Box>
      )}
      {wanted.has('tamper-bags') && <ChipsField label={t('host.bags')} values={bags} onChange={setBags} />}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
        {script.hostChecks.map(({ check, otherwise }) => {
          const found = findings.get(check)
          return (
            <Box
              component="li"
              key={check}
              sx={{ display: 'grid', gridTemplateColumns: '170px minmax(0, 1fr)', gap: 3 }}
            >
              <span>
                <StateChip
                  kind="check"
                  state={found === undefined ? 'not-performed' : findingLooks[found.outcome]}
                  label={t(found === undefined ? 'host.notYet' : `host.outcome.${found.outcome}`)}
                />
              </span>
              <Box sx={{ minWidth: 0 }}>
                <Typography sx={{ fontSize: stageSmall, fontWeight: 600 }}>
                  {t(`host.check.${check}`)}
                  {otherwise === 'record' && ` (${t('host.record')})`}
                </Typography>
                {found !== undefined && (
                  <Typography sx={{ overflowWrap: 'anywhere' }}>
                    {found.message}
                    {found.stops && ` ${t('host.stops')}`}
                  </Typography>
                )}
              </Box>
            </Box>
          )
        })}
      </Box>
      <ErrorView error={look.error} />
      <Box>
        <Button type="submit" size="large" variant="contained" loading={look.isPending}>
          {t(findings.size === 0 ? 'host.look' : 'host.again')}
        </Button>
      </Box>
    </Box>
  )
}

/** @returns the time of this machine, each second */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now())
    }, 1000)
    return () => {
      clearInterval(timer)
    }
  }, [])
  return now
}
