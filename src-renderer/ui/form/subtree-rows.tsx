import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { RowList } from './row-list.tsx'
import { SelectInput } from './select-input.tsx'
import { TextInput } from './text-input.tsx'

const types = ['dns', 'email', 'uri', 'ip', 'directory', 'upn'] as const

/** Subtrees of name constraints (RFC 5280 4.2.1.10), permitted or excluded. */
export function SubtreeRows(props: {
  readonly name: string
  readonly label: string
  readonly addLabel: string
}): ReactElement {
  const { t } = useTranslation('ui')
  return (
    <RowList name={props.name} label={props.label} addLabel={props.addLabel} blank={{ type: 'dns', value: '' }}>
      {(path) => (
        <Box sx={{ display: 'grid', gridTemplateColumns: '160px 1fr', gap: 2 }}>
          <SelectInput
            name={`${path}.type`}
            label={t('subtree.type')}
            choices={types.map((value) => ({ value, label: t(`nameType.${value}`) }))}
          />
          <TextInput name={`${path}.value`} label={props.label} help={t('subtree.help')} />
        </Box>
      )}
    </RowList>
  )
}
