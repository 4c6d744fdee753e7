import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Domain } from '../../../src-shared/model/validation.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'

/** What is known of a domain and its proof. */
export function DomainFacts({ domain }: { readonly domain: Domain }): ReactElement {
  const { t } = useTranslation('domains')
  const { method, basis, covers, basisNote, ownerName, verifiedAt, lastReason, organizationName, nextAction } = domain
  return (
    <DefinitionList
      termWidth={130}
      items={[
        { term: t('column.next'), value: nextAction === 'none' ? null : t(`next.${nextAction}`) },
        { term: t('field.method'), value: method === null ? null : t(`ui:evidence.method.${method}`) },
        { term: t('field.basis'), value: basis === null ? null : t(`basis.${basis}`) },
        { term: t('field.note'), value: basisNote },
        { term: t('field.covers'), value: covers === null ? null : t(`covers.${covers}`) },
        { term: t('field.verified'), value: verifiedAt === null ? t('never') : <TimeText at={verifiedAt} /> },
        {
          term: t('field.last'),
          value:
            lastReason === '' ? null : (
              <Box component="span" lang="en">
                {lastReason}
              </Box>
            )
        },
        { term: t('field.owner'), value: ownerName },
        { term: t('field.organization'), value: organizationName }
      ]}
    />
  )
}
