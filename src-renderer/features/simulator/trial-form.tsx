import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../../src-shared/api/index.ts'
import { useRead } from '../../live.ts'
import { changeOf, unchanged, type Wishes } from './wishes.ts'

interface TrialFormProps {
  readonly busy: boolean
  readonly onRun: (input: Input<'simulator.run'>) => void
}

/** Which profile, which requests, and what is changed: a revision, or some rules of the present one. */
export function TrialForm(props: TrialFormProps): ReactElement {
  const { t } = useTranslation('simulator')
  const list = useRead('profile.list', {})
  const profiles = list.data?.profiles ?? []
  const [profile, setProfile] = useState('')
  const [wishes, setWishes] = useState<Wishes>(unchanged)
  const chosen = profile === '' ? String(profiles[0]?.id ?? '') : profile
  const revisions = useRead('profile.revisions', { profile: Number(chosen) || 1 }, { enabled: chosen !== '' })
  const set = (part: Partial<Wishes>): void => {
    setWishes({ ...wishes, ...part })
  }
  const change = changeOf(wishes)
  const text = (name: 'validity' | 'maximumValidity' | 'keyAlgorithms', help: string): ReactElement => (
    <TextField
      label={t(`rule.${name}`)}
      helperText={help}
      value={wishes[name]}
      onChange={({ target }) => {
        set({ [name]: target.value })
      }}
      fullWidth
    />
  )
  const choice = (
    name: 'warnings' | 'publicTrust' | 'revision',
    values: readonly (readonly [string, string])[]
  ): ReactElement => (
    <TextField
      select
      label={t(`rule.${name}`)}
      value={wishes[name]}
      onChange={({ target }) => {
        set({ [name]: target.value })
      }}
      fullWidth
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      <MenuItem value="">{t('unchanged')}</MenuItem>
      {values.map(([value, label]) => (
        <MenuItem key={value} value={value}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  )
  const byRevision = wishes.revision !== ''
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (change !== null) props.onRun({ profile: Number(chosen), change, last: Number(wishes.last) || 1000 })
      }}
      sx={{ display: 'grid', gap: 4 }}
    >
      <Box
        sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'repeat(auto-fit, minmax(240px, 1fr))' }, gap: 4 }}
      >
        <TextField
          select
          label={t('profile')}
          value={profiles.some(({ id }) => String(id) === chosen) ? chosen : ''}
          onChange={({ target }) => {
            setProfile(target.value)
            set({ revision: '' })
          }}
          fullWidth
        >
          {profiles.map(({ id, name }) => (
            <MenuItem key={id} value={String(id)}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label={t('last')}
          value={wishes.last}
          onChange={({ target }) => {
            set({ last: target.value.replace(/\D/g, '').slice(0, 6) })
          }}
          fullWidth
        />
        {choice(
          'revision',
          (revisions.data?.revisions ?? []).map(({ number, note }) => [
            String(number),
            t('revision', { number, note: note.slice(0, 60) })
          ])
        )}
        {!byRevision && text('validity', t('durationHelp'))}
        {!byRevision && text('maximumValidity', t('durationHelp'))}
        {!byRevision && text('keyAlgorithms', t('keysHelp'))}
        {!byRevision &&
          choice('publicTrust', [
            ['none', t('trust.none')],
            ['tls', t('trust.tls')],
            ['smime', t('trust.smime')]
          ])}
        {!byRevision &&
          choice('warnings', [
            ['show', t('warn.show')],
            ['refuse', t('warn.refuse')]
          ])}
      </Box>
      <Box>
        <Button type="submit" variant="contained" loading={props.busy} disabled={change === null || chosen === ''}>
          {t('run')}
        </Button>
      </Box>
    </Box>
  )
}
