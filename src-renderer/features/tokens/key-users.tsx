import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyService } from '../../../src-shared/model/token.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'

/** What signs with keys on a token: authorities, and the services and evidence keys that have one there. */
export function KeyUsers(props: {
  readonly authorities: readonly string[]
  readonly services: readonly KeyService[]
}): ReactElement {
  const { t } = useTranslation('tokens')
  const list = useRead('authority.list', {}, { enabled: useMay('authority.read') && props.authorities.length > 0 })
  if (props.authorities.length + props.services.length === 0) return <>{t('noAuthorities')}</>
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
      {props.authorities.map((name) => {
        const id = list.data?.authorities.find((authority) => authority.name === name)?.id
        return (
          <li key={name}>
            {id === undefined ? (
              name
            ) : (
              <LinkFor may="authority.read" to={`/authorities/${id}`}>
                {name}
              </LinkFor>
            )}
          </li>
        )
      })}
      {props.services.map(({ kind, name, id }) => (
        <li key={`${kind} ${id}`}>
          <LinkFor
            may={kind === 'evidence' ? 'audit.read' : 'service.read'}
            to={kind === 'evidence' ? '/audit/anchors' : `/services/${kind}/${id}`}
          >
            {t(`service.${kind}`, { name })}
          </LinkFor>
        </li>
      ))}
    </Box>
  )
}
