import Add from '@mui/icons-material/Add'
import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../ui/form/text-input.tsx'

/** DS records, one a line; they hold blanks, so that chips would take them apart. */
export function AnchorList({ disabled }: { readonly disabled: boolean }): ReactElement {
  const { t } = useTranslation('settings')
  const { field } = useController({ name: 'dnsTrustAnchors' })
  const value: unknown = field.value
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return (
    <Box role="group" aria-label={t('names.anchors')} sx={{ display: 'grid', gap: 3 }}>
      {list.length === 0 && <Typography variant="body2">{t('names.noAnchors')}</Typography>}
      {list.map((_, index) => (
        <Box key={index} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
          <TextInput
            name={`dnsTrustAnchors.${index}`}
            label={`${t('names.anchor')} ${index + 1}`}
            placeholder="corp.example. DS 12345 13 2 49FD46E6…"
            mono
            disabled={disabled}
          />
          {!disabled && (
            <IconButton
              size="small"
              aria-label={t('ui:rows.remove', { number: index + 1 })}
              onClick={() => {
                field.onChange(list.filter((_one, place) => place !== index))
              }}
            >
              <Delete fontSize="small" />
            </IconButton>
          )}
        </Box>
      ))}
      {!disabled && (
        <Box>
          <Button
            size="small"
            startIcon={<Add />}
            onClick={() => {
              field.onChange([...list, ''])
            }}
          >
            {t('names.addAnchor')}
          </Button>
        </Box>
      )}
    </Box>
  )
}
