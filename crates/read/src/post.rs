//! Posts (chức vụ).
