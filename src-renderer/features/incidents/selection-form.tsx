import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { selection as selectionSchema, type Selection } from '../../../src-shared/api/understanding.ts'
import { useRead } from '../../live.ts'

const kinds = ['authority', 'profile', 'requester', 'keyAlgorithm', 'key', 'revision', 'evidence', 'account'] as const
type Kind = (typeof kinds)[number]

/** What certificates are chosen by: one thing that they share. */
export function SelectionForm(props: { readonly onChoose: (selection: Selection) => void }): ReactElement {
  const { t } = useTranslation('incidents')
  const [kind, setKind] = useState<Kind>('profile')
  const [value, setValue] = useState('')
  const [revision, setRevision] = useState('1')
  const authorities = useRead('authority.list', {}, { enabled: kind === 'authority' })
  const profiles = useRead('profile.list', {}, { enabled: kind === 'profile' || kind === 'revision' })
  const named =
    kind === 'authority'
      ? authorities.data?.authorities
      : kind === 'profile' || kind === 'revision'
        ? profiles.data?.profiles
        : undefined
  const chosen = selectionOf(kind, value.trim(), Number(revision))
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null) props.onChoose(chosen)
      }}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 4, alignItems: 'center' }}
    >
      <TextField
        select
        label={t('chooseBy')}
        value={kind}
        onChange={({ target }) => {
          setKind(kinds.find((one) => one === target.value) ?? 'profile')
          setValue('')
        }}
        sx={{ width: 260 }}
      >
        {kinds.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`choices.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        {...(named === undefined ? {} : { select: true })}
        label={t(`value.${kind}`)}
        value={named === undefined || named.some(({ id }) => String(id) === value) ? value : ''}
        onChange={({ target }) => {
          setValue(target.value)
        }}
        sx={{ width: 280 }}
      >
        {named?.map(({ id, name }) => (
          <MenuItem key={id} value={String(id)}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      {kind === 'revision' && (
        <TextField
          label={t('revisionNumber')}
          value={revision}
          onChange={({ target }) => {
            setRevision(target.value.replace(/\D/g, '').slice(0, 6))
          }}
          sx={{ width: 120 }}
        />
      )}
      <Button type="submit" variant="outlined" disabled={chosen === null}>
        {t('preview')}
      </Button>
    </Box>
  )
}

function selectionOf(kind: Kind, value: string, revision: number): Selection | null {
  const number = Number(value)
  const wishes = {
    authority: { by: 'filter', authority: number },
    profile: { by: 'filter', profile: number },
    requester: { by: 'requester', requester: value },
    keyAlgorithm: { by: 'filter', keyAlgorithm: value },
    key: { by: 'key', certificate: number },
    revision: { by: 'revision', profile: number, revision },
    evidence: { by: 'evidence', evidence: number },
    account: { by: 'account', account: number }
  } as const
  const parsed = value === '' ? null : selectionSchema.safeParse(wishes[kind])
  return parsed?.success === true ? parsed.data : null
}
