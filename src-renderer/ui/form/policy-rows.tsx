import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { RowList } from './row-list.tsx'
import { TextInput } from './text-input.tsx'

/** Certificate policies (RFC 5280 4.2.1.4), each with its CPS address and notice. */
export function PolicyRows(props: { readonly name: string }): ReactElement {
  const { t } = useTranslation('ui')
  return (
    <RowList
      name={props.name}
      label={t('policy.label')}
      addLabel={t('policy.add')}
      blank={{ oid: '', cpsUri: null, userNotice: null }}
    >
      {(path) => (
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2 }}>
          <TextInput name={`${path}.oid`} label={t('policy.oid')} required mono placeholder="1.3.6.1.4.1.99999.1" />
          <TextInput name={`${path}.cpsUri`} label={t('policy.cps')} emptyIsNull />
          <Box sx={{ gridColumn: '1 / -1' }}>
            <TextInput name={`${path}.userNotice`} label={t('policy.notice')} emptyIsNull />
          </Box>
        </Box>
      )}
    </RowList>
  )
}
