import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuthorityView } from '../../../../src-shared/api/authorities.ts'
import { useRead } from '../../../live.ts'

/** What relies on the authority, counted: certificates in force, authorities below, profiles. */
export function Consequences(props: {
  readonly authority: AuthorityView
  readonly words: 'retire' | 'destroy'
}): ReactElement {
  const { t } = useTranslation('authorities')
  const { authority, words } = props
  const { active, suspended } = authority.certificates
  const list = useRead('authority.list', {})
  const below = list.data?.authorities.filter(({ id, issuerId }) => issuerId === authority.id && id !== authority.id)
  return (
    <>
      {t(`${words}.consequence`)}
      <Box component="ul" sx={{ mb: 0, pl: 5 }}>
        <li>{t(`${words}.certificates`, { count: active + suspended })}</li>
        {below !== undefined && below.length > 0 && (
          <li>{t(`${words}.below`, { count: below.length, names: below.map(({ name }) => name).join(', ') })}</li>
        )}
        {authority.profiles.length > 0 && <li>{t(`${words}.profiles`, { count: authority.profiles.length })}</li>}
        <li>{t(`${words}.crl`)}</li>
      </Box>
    </>
  )
}
