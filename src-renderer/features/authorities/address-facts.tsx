import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'

/** The addresses that new certificates of this authority will carry. */
export function AddressFacts(props: { readonly authority: AuthorityView }): ReactElement {
  const { t } = useTranslation('authorities')
  const { crl, issuer, ocsp, cps } = props.authority.effectiveAddresses
  if (crl.length + issuer.length + ocsp.length === 0 && cps === null) {
    return <Typography color="text.secondary">{t('address.none')}</Typography>
  }
  return (
    <DefinitionList
      termWidth={180}
      items={[
        { term: t('address.crl'), value: <Addresses list={crl} /> },
        { term: t('address.issuer'), value: <Addresses list={issuer} /> },
        { term: t('address.ocsp'), value: <Addresses list={ocsp} /> },
        { term: t('address.cps'), value: <Addresses list={cps === null ? [] : [cps]} /> }
      ]}
    />
  )
}

function Addresses(props: { readonly list: readonly string[] }): ReactElement {
  const { t } = useTranslation('authorities')
  if (props.list.length === 0) return <>{t('address.absent')}</>
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {props.list.map((address) => (
        <li key={address}>
          <Mono value={address} grouped={false} />
        </li>
      ))}
    </Box>
  )
}
