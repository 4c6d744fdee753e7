import ErrorMark from '@mui/icons-material/ErrorOutlined'
import Box from '@mui/material/Box'
import List from '@mui/material/List'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import Tooltip from '@mui/material/Tooltip'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { sectionOrder, type EditorSection } from './section-of.ts'

/** The sections of the editor, each with a mark where a field in it needs another value. */
export function SectionNav(props: {
  readonly current: EditorSection
  readonly errors: ReadonlyMap<EditorSection, number>
  readonly onChange: (section: EditorSection) => void
}): ReactElement {
  const { t } = useTranslation('profiles')
  return (
    <Box component="nav" aria-label={t('edit.sections')} sx={{ position: 'sticky', top: 16 }}>
      <List dense disablePadding component="div">
        {sectionOrder.map((section) => {
          const count = props.errors.get(section) ?? 0
          return (
            <ListItemButton
              key={section}
              selected={section === props.current}
              aria-current={section === props.current ? 'true' : undefined}
              onClick={() => {
                props.onChange(section)
              }}
              sx={{ borderRadius: 1.5, minHeight: 36 }}
            >
              <ListItemText primary={t(`edit.section.${section}`)} />
              {count > 0 && (
                <Tooltip title={t('edit.errors', { count })}>
                  <ErrorMark fontSize="small" color="error" aria-label={t('edit.errors', { count })} />
                </Tooltip>
              )}
            </ListItemButton>
          )
        })}
      </List>
    </Box>
  )
}
