import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { ReactElement } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../src-shared/model/settings.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ChipsInput } from '../form/chips-input.tsx'
import { NumberInput } from '../form/number-input.tsx'
import { TextInput } from '../form/text-input.tsx'

export type SecureListener = NonNullable<Settings['secureListener']>

/** What is proposed where nothing was served over HTTPS so far: every network, as clients on other machines need it. */
export function proposedSecureListener(authorityId: number): SecureListener {
  return { host: '0.0.0.0', port: 8443, authorityId, names: [] }
}

/** @returns authorities that can sign now, those below another one first: a root rarely issues to servers */
export function useServingAuthorities(): readonly { readonly id: number; readonly name: string }[] | undefined {
  const list = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  return list.data?.authorities
    .filter(({ state }) => state === 'active')
    .toSorted((a, b) => Number(a.issuerId === null) - Number(b.issuerId === null))
    .map(({ id, name }) => ({ id, name }))
}

/** Address, port, authority and names of the listener for protocol clients; its value stands at `name` in the form. */
export function SecureListenerFields(props: { readonly name: string; readonly disabled?: boolean }): ReactElement {
  const { t } = useTranslation('ui')
  const disabled = props.disabled === true
  const authorities = useServingAuthorities()
  const { field, fieldState } = useController({ name: `${props.name}.authorityId` })
  const chosen: unknown = field.value
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      {authorities?.length === 0 && <Alert severity="warning">{t('serving.noAuthority')}</Alert>}
      <TextField
        select
        inputRef={field.ref}
        label={t('serving.authority')}
        value={authorities?.some(({ id }) => id === chosen) === true ? String(chosen) : ''}
        onChange={({ target }) => {
          field.onChange(Number(target.value))
        }}
        onBlur={field.onBlur}
        disabled={disabled}
        error={fieldState.error !== undefined}
        helperText={fieldState.error?.message ?? t('serving.authorityHelp')}
        fullWidth
      >
        {(authorities ?? []).map(({ id, name }) => (
          <MenuItem key={id} value={String(id)}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 200px', gap: 4 }}>
        <TextInput
          name={`${props.name}.host`}
          label={t('serving.host')}
          help={t('serving.hostHelp')}
          disabled={disabled}
        />
        <NumberInput
          name={`${props.name}.port`}
          label={t('serving.port')}
          help={t('serving.portHelp')}
          disabled={disabled}
        />
      </Box>
      <ChipsInput
        name={`${props.name}.names`}
        label={t('serving.names')}
        help={t('serving.namesHelp')}
        placeholder="acme.example.org"
        free
        disabled={disabled}
      />
    </Box>
  )
}
