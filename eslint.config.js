// Type-aware lint for the whole repository; size limits are those of CONTRIBUTING.md.
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const sizeLimits = {
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 3],
  'max-depth': ['error', 3],
  complexity: ['error', 10],
};

/** Components of Amplify UI that are dead or empty in a page without scripts, and what to use instead. */
const needScripts = {
  Authenticator: 'It renders nothing on the server: use the sign-in form of web/views.',
  Pagination: 'Its pages are buttons without addresses: use links.',
  Tabs: 'Its tabs are buttons: use links to routes of their own.',
  Menu: 'It opens by script: use <details> or a list of links.',
  MenuButton: 'It opens by script: use <details> or a list of links.',
  MenuItem: 'It is part of a menu that opens by script: use links.',
  ToggleButton: 'It is pressed by script: use CheckboxField in a form.',
  ToggleButtonGroup: 'It is pressed by script: use RadioGroupField in a form.',
  SliderField: 'It has no native range: use TextField with type="number".',
  Autocomplete: 'It has no list without scripts: use SelectField, or a search form.',
  PasswordField: 'Its button that shows the password is dead: use TextField with type="password".',
  StepperField: 'Its buttons are dead: use TextField with type="number".',
  ThemeProvider: 'It puts 135 kB of style into every page: the style sheet has the theme.',
};
const amplify = '@aws-amplify/ui-react';

export default tseslint.config(
  { ignores: ['node_modules', 'cdk.out', '.local', 'coverage', '**/generated/**', 'sql/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...sizeLimits,
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  { files: ['web/**', 'ssr/**'], ...reactHooks.configs.flat.recommended },
  {
    files: ['web/ui/**', 'web/views/**', 'ssr/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: Object.entries(needScripts).map(([name, message]) => ({
            name: amplify,
            importNames: [name],
            message,
          })),
          patterns: [{ group: [`${amplify}/*`], message: 'Import from the package.' }],
        },
      ],
    },
  },
  {
    files: ['functions/domain/**', 'functions/services/**'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      'no-restricted-globals': ['error', { name: 'Date', message: 'Take the time from the clock port.' }],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', '**/*.browser.ts', '**/testing/**'],
    rules: { 'max-lines-per-function': 'off', 'max-params': 'off', 'max-lines': ['error', { max: 400 }] },
  },
  // `useBank` and its like prepare a test file; they are no hooks of React.
  { files: ['**/*.test.{ts,tsx}', '**/testing/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  { files: ['functions/console/**', 'local/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.config.ts', '**/*.config.js'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: { globals: { module: 'readonly', handler: 'writable' } },
  },
);
