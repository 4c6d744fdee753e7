import Link from '@mui/material/Link'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { CrlChip } from './crl-chip.tsx'
import { scopeWords } from './scope-words.ts'

/** The fields of a CRL. */
export function CrlFields(props: { readonly shown: Output<'crl.show'> }): ReactElement {
  const { t } = useTranslation('publication')
  const { crl, issuer, signatureAlgorithm } = props.shown
  return (
    <DefinitionList
      termWidth={140}
      items={[
        {
          term: t('column.authority'),
          value: (
            <Link component={RouterLink} to={`/authorities/${crl.authorityId}`}>
              {crl.authorityName}
            </Link>
          )
        },
        { term: t('issuer'), value: issuer },
        { term: t('column.number'), value: crl.number },
        { term: t('column.state'), value: <CrlChip row={crl} /> },
        { term: t('column.kind'), value: t(`kind.${crl.kind}`) },
        { term: t('base'), value: crl.baseNumber },
        { term: t('column.scope'), value: scopeWords(t, crl.scope) },
        { term: t('column.thisUpdate'), value: <TimeText at={crl.thisUpdate} /> },
        { term: t('column.nextUpdate'), value: <TimeText at={crl.nextUpdate} /> },
        { term: t('signed'), value: <TimeText at={crl.createdAt} /> },
        { term: t('released'), value: crl.releasedAt === null ? null : <TimeText at={crl.releasedAt} /> },
        { term: t('column.entries'), value: crl.entries },
        { term: t('column.size'), value: t('bytes', { size: crl.size }) },
        { term: t('column.why'), value: t(`why.${crl.why}`, { defaultValue: crl.why }) },
        { term: t('signature'), value: signatureAlgorithm },
        { term: 'SHA-256', value: <Mono value={crl.sha256} /> }
      ]}
    />
  )
}
