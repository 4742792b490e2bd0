import js from '@eslint/js';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['node_modules', 'reports'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': 'error',
    },
  },
  {
    // What is in lib/ is tested in Node.
    files: ['lib/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['k6', 'k6/*', '../k6/*'] }],
    },
  },
  { files: ['**/*.js'], ...ts.configs.disableTypeChecked },
);
