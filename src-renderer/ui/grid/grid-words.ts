import type { GridLocaleText } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'

/** The grid's own words, in the language of the window. */
export function gridWords(t: TFunction): Partial<GridLocaleText> {
  return {
    columnsManagementSearchTitle: t('grid.searchColumns'),
    columnsManagementNoColumns: t('grid.noColumns'),
    columnsManagementShowHideAllText: t('grid.allColumns'),
    columnsManagementReset: t('grid.resetColumns'),
    columnMenuAriaLabel: (column) => t('grid.columnMenuOf', { column }),
    columnMenuLabel: t('grid.columnMenu'),
    columnMenuShowColumns: t('grid.columnMenu'),
    columnMenuManageColumns: t('grid.manageColumns'),
    columnMenuHideColumn: t('grid.hideColumn'),
    checkboxSelectionHeaderName: t('grid.selection'),
    checkboxSelectionSelectAllRows: t('grid.selectAll'),
    checkboxSelectionUnselectAllRows: t('grid.unselectAll'),
    checkboxSelectionSelectRow: t('grid.selectRow'),
    checkboxSelectionUnselectRow: t('grid.unselectRow')
  }
}
