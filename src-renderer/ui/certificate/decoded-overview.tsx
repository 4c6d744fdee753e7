import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DecodedCertificate } from '../../../src-shared/model/certificate.ts'
import { DefinitionList } from '../display/definition-list.tsx'
import { Mono } from '../display/mono.tsx'
import { TermHint } from '../display/term-hint.tsx'
import { TimeText } from '../display/time-text.tsx'
import { keyWords } from './key-words.ts'

/** The fields of a certificate, for people. */
export function DecodedOverview(props: {
  readonly certificate: DecodedCertificate
  readonly narrow?: boolean
}): ReactElement {
  const { t } = useTranslation('ui')
  const it = props.certificate
  return (
    <DefinitionList
      termWidth={props.narrow === true ? 132 : 160}
      items={[
        { term: t('certificate.subject'), value: it.subject === '' ? t('certificate.emptySubject') : it.subject },
        { term: t('certificate.names'), value: it.names.length === 0 ? null : <NameList names={it.names} /> },
        { term: t('certificate.issuer'), value: it.issuer },
        { term: t('certificate.serial'), value: <Mono value={it.serial} /> },
        { term: t('certificate.notBefore'), value: <TimeText at={it.notBefore} /> },
        { term: t('certificate.notAfter'), value: <TimeText at={it.notAfter} /> },
        { term: t('certificate.key'), value: keyWords(t, it.keyDescription) },
        { term: t('certificate.signature'), value: it.signatureAlgorithm },
        { term: t('certificate.sha256'), value: <Mono value={it.fingerprints.sha256} /> },
        { term: t('certificate.sha1'), value: <Mono value={it.fingerprints.sha1} /> },
        {
          term: <TermHint hint={t('certificate.spkiHint')}>{t('certificate.spki')}</TermHint>,
          value: <Mono value={it.spkiSha256} />
        },
        {
          term: t('certificate.subjectKeyId'),
          value: it.subjectKeyId === null ? null : <Mono value={it.subjectKeyId} />
        },
        {
          term: t('certificate.authorityKeyId'),
          value: it.authorityKeyId === null ? null : <Mono value={it.authorityKeyId} />
        }
      ]}
    />
  )
}

/** Alternative names with their kind. */
export function NameList(props: {
  readonly names: readonly { readonly type: string; readonly value: string }[]
}): ReactElement | null {
  if (props.names.length === 0) return null
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {props.names.map(({ type, value }, index) => (
        <Box component="li" key={`${type} ${value} ${index}`} sx={{ display: 'flex', gap: 2 }}>
          <Box component="span" sx={{ color: 'text.secondary', minWidth: 44 }}>
            {type}
          </Box>
          <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
