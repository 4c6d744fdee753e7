import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CeremonyRole } from '../../../src-shared/model/ceremony.ts'
import { useRead } from '../../live.ts'
import { useMay, useSession } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { FileButton } from './file-button.tsx'

/** What is typed of one person; empty texts are left out. */
export interface PersonDraft {
  readonly person: string
  readonly account: string
  readonly certificate: string
}

export const nobody: PersonDraft = { person: '', account: '', certificate: '' }
/** @returns where the draft of the n-th holder of a role is kept */
export const placeOf = (role: CeremonyRole, at: number): string => `${role.id}/${at}`

/** Who holds which role, and with what each signs off. */
export function PeopleFields(props: {
  readonly roles: readonly CeremonyRole[]
  readonly people: Readonly<Record<string, PersonDraft>>
  readonly onChange: (place: string, person: PersonDraft) => void
  /** The ceremony was to be opened: whoever is not named is asked for. */
  readonly asked: boolean
}): ReactElement {
  const { t } = useTranslation('ceremonies')
  const { operator } = useSession()
  const mayList = useMay('operator.read')
  const read = useRead('operator.list', {}, { enabled: mayList })
  const [error, setError] = useState<unknown>(null)
  const accounts = read.data?.operators.map(({ name }) => name) ?? [operator.name]
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      {props.roles.flatMap((role) =>
        Array.from({ length: role.persons }, (_, at) => {
          const place = placeOf(role, at)
          const draft = props.people[place] ?? nobody
          const name = role.persons === 1 ? role.id : `${role.id} ${at + 1}`
          const change = (part: Partial<PersonDraft>): void => {
            props.onChange(place, { ...draft, ...part })
          }
          return (
            <Box
              key={place}
              role="group"
              aria-label={name}
              sx={{
                display: 'grid',
                gap: 3,
                alignItems: 'center',
                gridTemplateColumns: 'minmax(120px, 1fr) minmax(140px, 1.3fr) minmax(140px, 1fr) auto'
              }}
            >
              <Box sx={{ minWidth: 0 }}>
                <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
                <Typography variant="caption" color="textSecondary">
                  {role.title ?? t(`role.${role.kind}`)}
                </Typography>
              </Box>
              <TextField
                size="small"
                label={t('people.name')}
                value={draft.person}
                error={props.asked && draft.person.trim() === ''}
                helperText={props.asked && draft.person.trim() === '' ? t('people.wanted') : undefined}
                autoComplete="off"
                onChange={({ target }) => {
                  change({ person: target.value })
                }}
              />
              <TextField
                select
                size="small"
                label={t('people.account')}
                value={accounts.includes(draft.account) ? draft.account : ''}
                onChange={({ target }) => {
                  change({ account: target.value })
                }}
                slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
              >
                <MenuItem value="">{t('people.noAccount')}</MenuItem>
                {accounts.map((account) => (
                  <MenuItem key={account} value={account}>
                    {account}
                  </MenuItem>
                ))}
              </TextField>
              <FileButton
                label={draft.certificate === '' ? t('people.certificate') : t('people.certificateThere')}
                accept=".pem,.crt,.cer"
                onError={setError}
                onFile={({ content }) => {
                  change({ certificate: content })
                }}
              />
            </Box>
          )
        })
      )}
      <ErrorView error={error} />
    </Box>
  )
}
